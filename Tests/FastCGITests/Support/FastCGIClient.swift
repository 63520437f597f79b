import FastCGI
import Glibc
import Testing

/// One connection to a FastCGI service; everything it waits for has a limit.
final class FastCGIClient {
    let descriptor: Int32
    private let address: SocketAddress
    private var received: [UInt8] = []

    /// Why a client has no response.
    enum Failure: Error, Equatable {
        case refused(Int32)
        case sending(Int32)
        case closed
        case timedOut
    }

    /// Connects to a service.
    convenience init(_ address: ListenAddress) throws {
        self.init(unconnectedTo: address)
        try connect()
    }

    /// Makes the socket only.
    init(unconnectedTo address: ListenAddress) {
        self.address = SocketAddress(address)
        descriptor = self.address.makeSocket()
    }

    deinit {
        close(descriptor)
    }

    func connect() throws {
        guard address.withPointer({ Glibc.connect(descriptor, $0, $1) }) == 0 else { throw Failure.refused(errno) }
    }

    /// Sends a request and waits for its response.
    func ask(_ request: FastCGIRequest) throws -> FastCGIResponse {
        try send(request.bytes)
        return try response()
    }

    func send(_ bytes: some Collection<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure.sending(errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for the records of one response, up to the one that ends it.
    func response(within limit: Duration = .seconds(20)) throws -> FastCGIResponse {
        let deadline = ContinuousClock.now + limit
        var response = FastCGIResponse()
        while true {
            while let record = FastCGIRecord.takeFirst(of: &received) {
                response.requestIDs.insert(record.requestID)
                switch record.kind {
                case .output: response.output += record.content
                case .error: response.error += record.content
                case .endRequest:
                    response.protocolStatus = record.content[4]
                    return response
                default: continue
                }
            }
            guard try receive(until: deadline) else { throw Failure.closed }
        }
    }

    /// Waits until the service closes the connection; the bytes that came before that are read.
    func isClosed(within limit: Duration = .seconds(20)) throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while try receive(until: deadline) {}
        return true
    }

    /// What came together with the last response, after its end.
    var surplus: [UInt8] { received }

    /// Whether nothing has come from the service, not even a hang-up.
    var isQuiet: Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&state, 1, 0) == 0
    }

    /// Ends our direction only.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads once; false at the end of the connection.
    private func receive(until deadline: ContinuousClock.Instant) throws -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
        guard left > 0, poll(&state, 1, Int32(left) + 1) == 1 else { throw Failure.timedOut }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &bytes, bytes.count)
        // A connection that is reset with our bytes unread is as closed as one that ends.
        guard count > 0 else { return false }
        received += bytes[..<count]
        return true
    }
}
