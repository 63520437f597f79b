import Glibc

/// Stands in the place of a service and says which variables a web server sends.
package final class VariableReader {
    private let listener: Int32
    private let path: String

    /// Listens on a path that nobody listens on.
    package init(on path: String) throws {
        self.path = path
        unlink(path)
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw Failure.system("socket") }
        guard sockaddr_un.withPath(path, { bind(listener, $0, $1) }) == 0, chmod(path, 0o666) == 0,
            listen(listener, 16) == 0
        else { throw Failure.system("listen on \(path)") }
    }

    deinit {
        close(listener)
        unlink(path)
    }

    /// Takes one request, answers it, and returns its variables.
    package func takeRequest(limit: Duration = .seconds(20)) throws -> [String: String] {
        var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Int32(limit.components.seconds * 1000)) == 1 else {
            throw Failure("waited \(limit) in vain for a request")
        }
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { throw Failure.system("accept") }
        defer { close(connection) }
        var variables: [UInt8] = []
        while true {
            let header = try Self.bytes(8, from: connection)
            let content = try Self.bytes(Int(header[4]) << 8 | Int(header[5]), from: connection)
            _ = try Self.bytes(Int(header[6]), from: connection)
            if header[1] == 4 { variables += content }
            // The body ends with an empty record.
            if header[1] == 5 && content.isEmpty { break }
        }
        let response = FastCGIRequest.record(6, Array("Status: 200 OK\r\nContent-Type: text/plain\r\n\r\nread".utf8))
        let end = FastCGIRequest.record(6, []) + FastCGIRequest.record(3, Array(repeating: 0, count: 8))
        let bytes = response + end
        guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw Failure.system("send")
        }
        return Self.pairs(variables)
    }

    private static func pairs(_ bytes: [UInt8]) -> [String: String] {
        var rest = bytes[...]
        var pairs: [String: String] = [:]
        while !rest.isEmpty {
            let (name, value) = (length(&rest), length(&rest))
            pairs[String(decoding: rest.prefix(name), as: UTF8.self)] = String(
                decoding: rest.dropFirst(name).prefix(value), as: UTF8.self)
            rest = rest.dropFirst(name + value)
        }
        return pairs
    }

    /// A length in one byte, or in four of which the first has its highest bit set.
    private static func length(_ rest: inout ArraySlice<UInt8>) -> Int {
        let count = (rest.first ?? 0) > 127 ? 4 : 1
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
    }

    private static func bytes(_ count: Int, from connection: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var room = [UInt8](repeating: 0, count: count - bytes.count)
            let got = recv(connection, &room, room.count, 0)
            guard got > 0 else { throw Failure("the server closed the connection within a request") }
            bytes += room[..<got]
        }
        return bytes
    }
}
