import Glibc

/// One connection to a web server, for any number of requests. Every wait has a limit.
package final class HTTPConnection {
    private let descriptor: Int32
    private let host: String
    private let prefix: String
    private var received: [UInt8] = []

    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - prefix: what stands before the path of every request.
    ///   - source: the last number of the address that it comes from: 127.0.0.1, 127.0.0.2 and so on.
    ///   - limit: how many seconds each wait may take.
    ///   - window: how many bytes the other side may send that were not read; what the system likes when `nil`.
    package init(port: UInt16, prefix: String = "", source: UInt8 = 1, limit: Int = 30, window: Int32? = nil) throws {
        self.prefix = prefix
        host = "localhost:\(port)"
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket") }
        var timeout = timeval(tv_sec: limit, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
        if var window {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
        }
        if source != 1, !sockaddr_in.loopback(source, port: 0).withPointer({ bind(descriptor, $0, $1) == 0 }) {
            throw Failure.system("bind to 127.0.0.\(source)")
        }
        guard sockaddr_in.loopback(port: port).withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            // deinit closes the descriptor.
            throw Failure.system("connect to port \(port)")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a request and waits for its response.
    package func exchange(_ request: HTTPRequest) throws -> HTTPResponse {
        var request = request
        request.path = prefix + request.path
        try send(request.encoded(host: host))
        return try receive(afterHead: request.method == "HEAD")
    }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure.system("send") }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for a response.
    ///
    /// - Parameter afterHead: whether the request was a HEAD, whose answer has no body whatever its length says.
    package func receive(afterHead: Bool = false) throws -> HTTPResponse {
        let lines = try text(through: "\r\n\r\n").split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw Failure("no HTTP response: \(lines.first ?? "")")
        }
        let fields = try lines.dropFirst().map { line in
            guard let colon = line.firstIndex(of: ":") else { throw Failure("no header field: \(line)") }
            return (
                name: String(line[..<colon]),
                value: String(line[line.index(after: colon)...].drop { $0 == " " })
            )
        }
        let head = HTTPResponse(status: status, fields: fields, body: [])
        // Nor has a 304 a body (RFC 9110, section 15.4.5).
        let body = afterHead || [204, 304].contains(status) ? [] : try self.body(of: head)
        return HTTPResponse(status: status, fields: fields, body: body)
    }

    private func body(of head: HTTPResponse) throws -> [UInt8] {
        if head["Transfer-Encoding"] == "chunked" { return try chunks() }
        guard let length = head["Content-Length"] else {
            while try fill() {}
            return take(received.count)
        }
        guard let count = Int(length) else { throw Failure("Content-Length: \(length)") }
        return try bytes(count)
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            guard let count = Int(try text(through: "\r\n").dropLast(), radix: 16) else { throw Failure("bad chunk") }
            body += try bytes(count)
            guard try bytes(2) == Array("\r\n".utf8) else { throw Failure("chunk without its end") }
            if count == 0 { return body }
        }
    }

    private func text(through end: String) throws -> String {
        let end = Array(end.utf8)
        while true {
            if let index = received.firstRange(of: end)?.upperBound {
                return String(decoding: take(index), as: UTF8.self)
            }
            guard try fill() else { throw Failure("the connection was closed before a response") }
        }
    }

    private func bytes(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try fill() else { throw Failure("the connection was closed inside a response") }
        }
        return take(count)
    }

    private func take(_ count: Int) -> [UInt8] {
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// Reads more; false at the end.
    private func fill() throws -> Bool {
        var room = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &room, room.count, 0)
        guard count >= 0 else { throw Failure.system("recv") }
        received += room[..<count]
        return count > 0
    }
}
