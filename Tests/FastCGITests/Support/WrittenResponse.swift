import Glibc
import Testing
import Threads

@testable import FastCGI

/// What ``ResponseWriter`` puts on a connection, call by call.
struct WrittenResponse {
    /// The bytes that each system call wrote.
    private(set) var calls: [[UInt8]] = []
    /// What the writer said in the end.
    let isWhole: Bool

    /// Writes a response on a socket that, unlike a stream, keeps apart what was written apart.
    ///
    /// - Parameter split: how many bytes of it are the head; all of them by default.
    init(_ response: [UInt8], split: Int = .max, requestID: UInt16, isLast: Bool = false) throws {
        let ends = try SocketPair(SOCK_SEQPACKET)
        let result = Monitor(false)
        let descriptor = ends.writing
        let writer = try SystemThread(name: "writer") {
            let isWhole = ResponseWriter(descriptor: descriptor, requestID: requestID).write(
                head: Array(response.prefix(split)), body: Array(response.dropFirst(split)), isLast: isLast)
            result.withLock { $0 = isWhole }
            shutdown(descriptor, Int32(SHUT_WR))
        }
        var room = [UInt8](repeating: 0, count: 1 << 17)
        while case let count = recv(ends.reading, &room, room.count, 0), count > 0 {
            calls.append(Array(room[..<count]))
        }
        writer.join()
        isWhole = result.withLock { $0 }
    }

    /// All records, none of which may go over the end of its call.
    var records: [FastCGIRecord] {
        calls.flatMap { call in
            var rest = call
            var records: [FastCGIRecord] = []
            while let record = FastCGIRecord.takeFirst(of: &rest) { records.append(record) }
            #expect(rest.isEmpty)
            return records
        }
    }
}

/// Two connected sockets, closed with this object.
final class SocketPair {
    let writing: Int32
    let reading: Int32

    init(_ kind: __socket_type) throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        (writing, reading) = (ends[0], ends[1])
    }

    deinit {
        close(writing)
        close(reading)
    }
}
