import Glibc
import Memory
import Testing

@testable import FastCGI

/// What is taken and which requests are queued, without a server.
@BlockingTests
struct ResponseMemoryTests {
    private let memory = ResponseMemory(capacity: 100, maximumCount: 3, maximumBodyBytes: 10)

    private static func request(_ name: String, body: Int = 0) throws -> PendingRequest {
        let ends = try SocketPair(SOCK_STREAM)
        let connection = try Connection(owning: dup(ends.writing), ioLimit: .seconds(1))
        return PendingRequest(
            connection: connection, body: .complete(Array(name.utf8) + Array(repeating: 0, count: body)), arrival: 0)
    }

    private func add(_ name: String, _ bytes: Int, deadline: UInt64 = .max, body: Int = 0) throws -> Bool {
        memory.add(try Self.request(name, body: body), needing: bytes, deadline: deadline)
    }

    private func next() -> String? {
        guard let request = memory.next(), case .complete(let name) = request.body else { return nil }
        return String(decoding: name, as: UTF8.self) + " \(request.responseBytes)"
    }

    @Test func noMoreIsTakenThanThereIs() {
        let rooms = (0..<3).map { _ in ResponseRoom(of: memory) }
        #expect(rooms[0].reserve(60))
        #expect(!rooms[1].reserve(41))
        #expect(rooms[1].reserve(40))
        #expect(!rooms[2].reserve(1))
        #expect(memory.figures == (100, 0))
        // What is held already is not taken again, and less gives nothing back.
        #expect(rooms[0].reserve(60) && rooms[0].reserve(10))
        #expect(!rooms[0].reserve(61))
        #expect(memory.figures == (100, 0))
        #expect(rooms[0].giveBack() && !rooms[0].giveBack())
        #expect(rooms[2].reserve(60))
        #expect(rooms[1].giveBack() && rooms[2].giveBack())
        #expect(memory.figures == (0, 0))
    }

    @Test func aResponseLargerThanAllOfItTakesAllOfIt() {
        let (small, large) = (ResponseRoom(of: memory), ResponseRoom(of: memory))
        #expect(small.reserve(1))
        #expect(!large.reserve(1000))
        #expect(small.giveBack())
        #expect(large.reserve(1000))
        #expect(memory.figures == (100, 0))
        #expect(!small.reserve(1))
    }

    @Test func requestsGetItInTheirOrderAndNoneGoesBeforeThem() throws {
        let holder = ResponseRoom(of: memory)
        #expect(holder.reserve(60))
        #expect(try add("a", 50) && add("b", 10))
        #expect(memory.figures == (60, 2))
        // b would have room; a comes first.
        #expect(next() == nil && !memory.hasNext)
        #expect(!ResponseRoom(of: memory).reserve(10))
        #expect(holder.giveBack())
        #expect(memory.hasNext)
        #expect(next() == "a 50")
        #expect(next() == "b 10")
        #expect(next() == nil)
        #expect(memory.figures == (60, 0))
    }

    @Test func whatARequestWasGivenItsRoomGivesBack() throws {
        #expect(try add("a", 70))
        let request = try #require(memory.next())
        let room = ResponseRoom(of: memory)
        room.begin(with: request.responseBytes)
        #expect(room.reserve(70))
        #expect(memory.figures == (70, 0))
        #expect(room.giveBack())
        #expect(memory.figures == (0, 0))
    }

    @Test func aRequestWhoseTimeIsUpGoesWithoutIt() throws {
        let holder = ResponseRoom(of: memory)
        #expect(holder.reserve(60))
        #expect(try add("late", 50, deadline: 1) && add("later", 50))
        #expect(memory.hasNext)
        #expect(next() == "late 0")
        #expect(next() == nil)
        #expect(memory.figures == (60, 1))
    }

    @Test func theQueueIsBounded() throws {
        #expect(ResponseRoom(of: memory).reserve(100))
        #expect(try add("a", 1) && add("b", 1) && add("c", 1))
        #expect(try !add("d", 1))
        let other = ResponseMemory(capacity: 0, maximumCount: 3, maximumBodyBytes: 10)
        #expect(other.add(try Self.request("a", body: 7), needing: 1, deadline: .max))
        #expect(!other.add(try Self.request("b", body: 3), needing: 1, deadline: .max))
    }
}
