import Glibc
import TestSite

/// The nginx of a site, started anew with its configuration changed, on the same port.
final class EditedNginx {
    private let program: Program

    /// - Parameters:
    ///   - configuration: changes nginx.conf.
    ///   - locations: changes movie-bag-locations.conf.
    init(
        of site: Site, configuration: @escaping (String) -> String = { $0 },
        locations: @escaping (String) -> String = { $0 }
    ) throws {
        site.nginx.end()
        let directory = site.nginx.directory
        for (name, edit) in [("nginx.conf", configuration), ("movie-bag-locations.conf", locations)] {
            let text = try Files.text("\(directory)/\(name)")
            try Files.write(edit(text), to: "\(directory)/\(name)")
        }
        let asRoot = geteuid() == 0 ? ["-g", "user root;"] : []
        let program = try Program(
            ["nginx", "-p", directory, "-c", "nginx.conf"] + asRoot, output: "\(directory)/edited-output")
        self.program = program
        try wait(for: "the edited nginx") {
            guard program.isRunning else { throw Failure("nginx: \(try Files.text("\(directory)/edited-output"))") }
            return (try? HTTPConnection(port: site.nginx.port)) != nil
        }
    }

    deinit {
        program.send(SIGTERM)
        _ = try? program.waitForEnd(limit: .seconds(5))  // After that it is killed with its object.
    }
}
