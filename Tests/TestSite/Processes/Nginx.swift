import Glibc

/// A real nginx with the configuration files of this package, on a port and in a directory of its own.
package final class Nginx {
    package let port: UInt16
    package let directory: String
    private let program: Program

    /// Starts nginx in front of the services on `sockets`, which need not be there yet.
    ///
    /// - Parameters:
    ///   - prefix: the path below which the service is mounted, "" for the root.
    ///   - caches: whether the microcache is on.
    package init(sockets: [String], prefix: String, caches: Bool, in directory: String) throws {
        self.directory = directory
        try Self.writeLocations(prefix: prefix, to: directory)
        // Another process may take the port between our looking and nginx's binding.
        for _ in 0..<5 {
            let port = try Self.freePort()
            try Self.writeConfiguration(port: port, sockets: sockets, caches: caches, to: directory)
            if let program = try Self.start(on: port, in: directory) {
                (self.port, self.program) = (port, program)
                return
            }
        }
        throw Failure("nginx does not start: \(try Files.text("\(directory)/output"))")
    }

    deinit {
        end()
    }

    /// Ends nginx and its workers; killing it would leave those behind.
    package func end() {
        program.send(SIGTERM)
        _ = try? program.waitForEnd(limit: .seconds(5))  // After that it is killed with its object.
    }

    package var accessLog: String { "\(directory)/access.log" }
    package var errorLog: String { "\(directory)/error.log" }

    private static func start(on port: UInt16, in directory: String) throws -> Program? {
        let asRoot = geteuid() == 0 ? ["-g", "user root;"] : []
        let program = try Program(
            ["nginx", "-p", directory, "-c", "nginx.conf"] + asRoot, output: "\(directory)/output")
        try wait(for: "nginx on port \(port)") {
            !program.isRunning || (try? HTTPConnection(port: port)) != nil
        }
        return program.isRunning ? program : nil
    }

    private static func writeConfiguration(
        port: UInt16, sockets: [String], caches: Bool, to directory: String
    ) throws {
        let lines = try Files.text("\(Repository.path)/nginx/local.conf").split(
            separator: "\n", omittingEmptySubsequences: false)
        var changed = 0
        let configuration = lines.map { line -> String in
            guard line.contains("# change here") else { return String(line) }
            changed += 1
            if line.contains("listen ") { return "listen 127.0.0.1:\(port);" }
            return sockets.map { line.replacing("/run/movie-bag/movie-bag.sock", with: $0) }.joined(separator: "\n")
        }
        guard changed == 2 else { throw Failure("nginx/local.conf has \(changed) lines to change, not 2") }
        var text = configuration.joined(separator: "\n")
        if caches { text = try addingMicrocache(to: text, in: directory) }
        try Files.write(text, to: "\(directory)/nginx.conf")
    }

    /// Puts the prefix where the comment at the top of that file says.
    private static func writeLocations(prefix: String, to directory: String) throws {
        let lines = try Files.text("\(Repository.path)/nginx/movie-bag-locations.conf").split(
            separator: "\n", omittingEmptySubsequences: false)
        let prefixed = lines.map { line -> String in
            for start in ["location /api", "location /reset", "location = /api", "location = /reset"]
            where line.hasPrefix(start) {
                return line.split(separator: "/", maxSplits: 1).joined(separator: "\(prefix)/")
            }
            guard !line.hasPrefix("#") else { return String(line) }
            return String(line).replacing("/movie-bag-error/reset/", with: "/movie-bag-error\(prefix)/reset/")
        }
        try Files.write(prefixed.joined(separator: "\n"), to: "\(directory)/movie-bag-locations.conf")
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket") }
        defer { close(descriptor) }
        var address = sockaddr_in.loopback(port: 0)
        guard address.withPointer({ bind(descriptor, $0, $1) }) == 0 else { throw Failure.system("bind") }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { throw Failure.system("getsockname") }
        return UInt16(bigEndian: address.sin_port)
    }
}
