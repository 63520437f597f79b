import Glibc
import TestFiles
import Testing

@testable import FastCGI

@BlockingTests
struct ResponseWriterTests {
    /// A response's length, the contents of its STDOUT records, and the padding of the last of them.
    struct Row: Sendable {
        let count: Int
        let pieces: [Int]
        let padding: Int
    }

    nonisolated static let rows = [
        Row(count: 0, pieces: [], padding: 0),
        Row(count: 1, pieces: [1], padding: 7),
        Row(count: 7, pieces: [7], padding: 1),
        Row(count: 8, pieces: [8], padding: 0),
        Row(count: 9, pieces: [9], padding: 7),
        Row(count: 65_527, pieces: [65_527], padding: 1),
        Row(count: 65_528, pieces: [65_528], padding: 0),
        Row(count: 65_529, pieces: [65_528, 1], padding: 7),
        Row(count: 131_056, pieces: [65_528, 65_528], padding: 0),
        Row(count: 200_001, pieces: [65_528, 65_528, 65_528, 3417], padding: 7),
        Row(count: 4_194_304, pieces: Array(repeating: 65_528, count: 64) + [512], padding: 0),
    ]

    @Test(arguments: rows, [1, 4660] as [UInt16])
    func aResponseArrivesWholeInRecordsThatAreWellFormed(row: Row, requestID: UInt16) throws {
        let response = Array(TestHandler.largeResponse.suffix(row.count))
        let written = try WrittenResponse(response, requestID: requestID)
        var records = written.records
        #expect(written.isWhole)
        #expect(records.allSatisfy { $0.requestID == requestID })
        let end = FastCGIRecord(kind: .endRequest, requestID: requestID, content: [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(records.popLast() == end)
        #expect(records.popLast() == FastCGIRecord(kind: .output, requestID: requestID))
        #expect(records.allSatisfy { $0.kind == .output })
        let pieces = records.filter { !$0.content.isEmpty }
        #expect(pieces.map(\.content.count) == row.pieces)
        #expect(pieces.map(\.padding).last ?? 0 == row.padding)
        #expect(areSame(pieces.flatMap(\.content), response))
    }

    @Test(arguments: rows)
    func aResponseLeavesWithOneSystemCallForEachPiece(row: Row) throws {
        let response = Array(TestHandler.largeResponse.suffix(row.count))
        #expect(try WrittenResponse(response, requestID: 1).calls.count == max(1, row.pieces.count))
    }

    /// Where the head ends makes no difference, in the middle of a record and at its ends.
    @Test(arguments: rows)
    func headAndBodyLeaveLikeOnePiece(row: Row) throws {
        let response = Array(TestHandler.largeResponse.suffix(row.count))
        let whole = try WrittenResponse(response, requestID: 9)
        for split in [0, 1, 300, 65_527, 65_528, 65_529, row.count - 1]
        where (0...row.count).contains(split) {
            let written = try WrittenResponse(response, split: split, requestID: 9)
            let isEqual = written.isWhole && areSameCalls(written.calls, whole.calls)
            #expect(isEqual, "\(split)")
        }
    }

    @Test func aSmallResponseIsTheseBytes() throws {
        let written = try WrittenResponse(Array("a body".utf8), requestID: 0x1234)
        let expected: [UInt8] = [
            1, 6, 0x12, 0x34, 0, 6, 2, 0, 0x61, 0x20, 0x62, 0x6F, 0x64, 0x79, 0, 0,
            1, 6, 0x12, 0x34, 0, 0, 0, 0,
            1, 3, 0x12, 0x34, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        #expect(written.calls == [expected])
    }

    /// nginx keeps a connection if nothing follows the end of the request in what it has read, so it has to come with it.
    @Test(arguments: rows)
    func theLastResponseOnAConnectionEndsWithARecordOfNoRequestInTheSameCall(row: Row) throws {
        let response = Array(TestHandler.largeResponse.suffix(row.count))
        let ordinary = try WrittenResponse(response, requestID: 7).calls
        let last = try WrittenResponse(response, requestID: 7, isLast: true).calls
        #expect(areSameCalls(Array(last.dropLast()), Array(ordinary.dropLast())))
        #expect(areSameCalls(last.suffix(1) + [], ordinary.suffix(1).map { $0 + [1, 10, 0, 0, 0, 0, 0, 0] }))
    }

    @Test func aPeerThatIsGoneEndsTheWriting() throws {
        // Else the signal of such a write ends the process.
        FastCGILibrary.initialize()
        let ends = try SocketPair(SOCK_STREAM)
        shutdown(ends.reading, Int32(SHUT_RDWR))
        #expect(!ResponseWriter(descriptor: ends.writing, requestID: 1).write(head: [1, 2], body: [3]))
    }

    @Test func aPeerThatTakesNothingInTimeEndsTheWriting() throws {
        let ends = try SocketPair(SOCK_STREAM)
        var limit = timeval(tv_sec: 0, tv_usec: 50_000)
        setsockopt(ends.writing, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        #expect(
            !ResponseWriter(descriptor: ends.writing, requestID: 1).write(head: [1], body: TestHandler.largeResponse))
    }

    private func areSameCalls(_ calls: [[UInt8]], _ others: [[UInt8]]) -> Bool {
        calls.count == others.count && zip(calls, others).allSatisfy { areSame($0, $1) }
    }
}
