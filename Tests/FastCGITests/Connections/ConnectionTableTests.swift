import Glibc
import Testing

@testable import FastCGI

/// Which connection has to go when there is no room for a new one.
struct ConnectionTableTests {
    private let table = ConnectionTable()
    private let pairs: [SocketPair]
    private let connections: [Connection]

    /// All of them come within one tick of the clock, or nearly so.
    init() throws {
        pairs = try (0..<16).map { _ in try SocketPair(SOCK_STREAM) }
        connections = try pairs.map { try Connection(owning: dup($0.writing), ioLimit: .seconds(1)) }
        for connection in connections { table.insert(connection) }
    }

    /// Whose peers see the end.
    private var ended: [Int] {
        connections.indices.filter { index in
            var byte: UInt8 = 0
            return recv(pairs[index].reading, &byte, 1, Int32(MSG_DONTWAIT)) == 0
        }
    }

    @Test func theFirstGoesFirst() {
        for count in 1...connections.count {
            table.endLongestIdle()
            #expect(ended == Array(0..<count))
        }
        table.endLongestIdle()
    }

    @Test func aConnectionThatHasAskedSomethingStays() {
        for index in [0, 2] { #expect(send(pairs[index].reading, "x", 1, 0) == 1) }
        table.endLongestIdle()
        table.endLongestIdle()
        #expect(ended == [1, 3])
        table.endIdle()
        #expect(ended == connections.indices.filter { ![0, 2].contains($0) })
    }

    @Test func aConnectionThatIsServedStays() {
        _ = connections[0].enter(.handling)
        table.endLongestIdle()
        #expect(ended == [1])
        table.endIdle()
        #expect(ended == Array(1..<connections.count))
    }
}
