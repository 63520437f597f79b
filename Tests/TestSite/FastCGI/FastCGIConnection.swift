import Glibc

/// A connection to a service's own socket, as only the web server has one. Every wait has a limit.
package final class FastCGIConnection {
    private let descriptor: Int32

    package init(_ path: String, limit: Int = 20) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket") }
        var timeout = timeval(tv_sec: limit, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
        // deinit closes the descriptor.
        guard sockaddr_un.withPath(path, { connect(descriptor, $0, $1) }) == 0 else {
            throw Failure.system("connect to \(path)")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends bytes as they are; false when the service has closed the connection.
    @discardableResult
    package func send(_ bytes: [UInt8]) throws -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0 && (errno == EPIPE || errno == ECONNRESET) { return false }
            guard count > 0 else { throw Failure.system("send") }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends a request and waits for the end of its response; returns its standard output.
    package func exchange(_ request: FastCGIRequest) throws -> String {
        try send(request.bytes)
        return try response()
    }

    /// Waits for the end of the response to what was sent; returns its standard output.
    package func response() throws -> String {
        var output: [UInt8] = []
        while true {
            let header = try bytes(8)
            let content = try bytes(Int(header[4]) << 8 | Int(header[5]))
            _ = try bytes(Int(header[6]))
            switch header[1] {
            case 6: output += content
            case 3: return String(decoding: output, as: UTF8.self)
            default: continue
            }
        }
    }

    /// Ends our direction: nothing more will come.
    package func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Waits until the service closes the connection, whatever it says before.
    package func waitForClose() throws {
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &room, room.count, 0)
            // With our bytes unread it is reset.
            if count == 0 || (count < 0 && errno == ECONNRESET) { return }
            guard count > 0 else { throw Failure.system("recv") }
        }
    }

    private func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var room = [UInt8](repeating: 0, count: count - bytes.count)
            let got = recv(descriptor, &room, room.count, 0)
            guard got > 0 else { throw Failure("the service closed the connection within a response") }
            bytes += room[..<got]
        }
        return bytes
    }
}
