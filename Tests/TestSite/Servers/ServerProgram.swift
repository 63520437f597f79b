import Glibc

/// A web server's process, on free ports.
package final class ServerProgram {
    /// Where a server listens.
    struct Ports {
        let plain: UInt16
        /// `nil` without TLS.
        let tls: UInt16?
        /// For what a site says on port 80 that has TLS; `nil` without.
        let redirect: UInt16?
    }

    let ports: Ports
    private let program: Program

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - speaksTLS: whether it listens on two ports.
    ///   - output: the file for what it prints.
    ///   - prepare: writes the configuration for these ports and returns the command line.
    init(
        _ name: String, speaksTLS: Bool, environment: [String: String] = [:], output: String,
        prepare: (Ports) throws -> [String]
    ) throws {
        // Another process may take a port between our looking and the server's binding.
        for _ in 0..<5 {
            let ports = Ports(
                plain: try Self.freePort(), tls: speaksTLS ? try Self.freePort() : nil,
                redirect: speaksTLS ? try Self.freePort() : nil)
            let program = try Program(try prepare(ports), environment: environment, output: output)
            if try Self.listens(name, program, ports) {
                (self.ports, self.program) = (ports, program)
                return
            }
        }
        throw Failure("\(name) does not start: \(try Files.text(output))")
    }

    deinit {
        end()
    }

    /// Ends the server and what it has started; killing it would leave those behind.
    func end() {
        program.send(SIGTERM)
        _ = try? program.waitForEnd(limit: .seconds(5))  // After that it is killed with its object.
    }

    var pid: pid_t { program.pid }

    private static func listens(_ name: String, _ program: Program, _ ports: Ports) throws -> Bool {
        try wait(for: "\(name) on port \(ports.plain)") {
            !program.isRunning
                || [ports.plain, ports.tls, ports.redirect].compactMap(\.self)
                    .allSatisfy { (try? HTTPConnection(port: $0)) != nil }
        }
        return program.isRunning
    }

    package static func freePort() throws -> UInt16 {
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
