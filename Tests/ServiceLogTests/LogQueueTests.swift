import Glibc
import Logging
import Testing

@testable import ServiceLog

/// The log on a pipe or a socket. No write here may wait for the reader, which is the test itself.
@Suite struct LogQueueTests {
    private static let lineLength = 64

    /// A line of 64 bytes that ends in its number.
    private static func line(_ number: Int, level: Logger.Level = .info) -> LogLine {
        var line = LogLine(level: level)
        while line.bytes.count < lineLength - 7 { line.append(".") }
        line.append(number, digits: 6)
        return line
    }

    private static func pipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(Glibc.pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    /// What comes within a while, until `isEnough`, which is asked whenever nothing more is there.
    private static func read(_ descriptor: Int32, until isEnough: (String) -> Bool) -> String {
        var text: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&event, 1, 1) == 0, isEnough(String(decoding: text, as: UTF8.self)) { break }
            guard poll(&event, 1, 20_000) > 0 else { break }
            let count = Glibc.read(descriptor, &room, room.count)
            guard count > 0 else { break }
            text += room[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    @Test func linesArriveWholeAndInOrder() throws {
        let (reader, writer) = try Self.pipe()
        let queue = try LogQueue(writer)
        for number in 0..<500 { queue.add(Self.line(number)) }
        let text = Self.read(reader) { $0.contains("000499\n") }
        #expect(text.split(separator: "\n").map { Int($0.suffix(6)) } == Array(0..<500))
    }

    /// The numbers of the lines that arrived, and how many others were told to be lost.
    private static func account(of text: String) -> (numbers: [Int], lost: Int) {
        let lines = text.split(separator: "\n")
        let told = lines.filter { $0.contains(" lost: ") }.compactMap { line in
            line.firstMatch(of: #/ warning ([0-9]+) log lines? (?:was|were) lost: they were not read/#).flatMap {
                Int($0.1)
            }
        }
        return (lines.filter { !$0.contains(" lost: ") }.compactMap { Int($0.suffix(6)) }, told.reduce(0, +))
    }

    @Test func aReaderThatStandsStillHoldsUpNobodyAndLearnsHowManyAreLost() throws {
        let (reader, writer) = try Self.pipe()
        let queue = try LogQueue(writer, capacity: 128 * Self.lineLength)
        // A pipe takes 65,536 bytes, the queue 8,192: about 1,152 lines; nothing is read.
        for number in 0..<3000 { queue.add(Self.line(number)) }
        let text = Self.read(reader) { text in
            let (numbers, lost) = Self.account(of: text)
            return text.hasSuffix("\n") && numbers.count + lost == 3000
        }
        let (numbers, lost) = Self.account(of: text)
        #expect(lost > 1000)
        #expect(numbers.count + lost == 3000)
        #expect(numbers == numbers.sorted())
        // It goes on.
        queue.add(Self.line(3000))
        #expect(Self.read(reader) { $0.hasSuffix("003000\n") }.hasSuffix("003000\n"))
    }

    @Test func theLastLinesHaveRoomEvenBehindAFlood() throws {
        let (reader, writer) = try Self.pipe()
        let queue = try LogQueue(writer, capacity: 128 * Self.lineLength)
        for number in 0..<3000 { queue.add(Self.line(number)) }
        queue.add(Self.line(900_000, level: .notice))
        let text = Self.read(reader) { $0.contains("900000\n") }
        #expect(text.contains("900000\n"))
    }

    /// The descriptor is shared with the process that gave it to us, and with others.
    @Test func theDescriptorStaysBlocking() throws {
        let (_, writer) = try Self.pipe()
        let queue = try LogQueue(writer, capacity: 1000)
        for number in 0..<3000 { queue.add(Self.line(number)) }
        #expect(fcntl(writer, F_GETFL) & O_NONBLOCK == 0)
    }

    @Test func oneThatIsNonBlockingAlreadyLosesNothing() throws {
        let (reader, writer) = try Self.pipe()
        try #require(fcntl(writer, F_SETFL, O_NONBLOCK) == 0)
        let queue = try LogQueue(writer)
        for number in 0..<3000 { queue.add(Self.line(number)) }
        let text = Self.read(reader) { $0.contains("002999\n") }
        #expect(text.split(separator: "\n").map { Int($0.suffix(6)) } == Array(0..<3000))
    }

    @Test func aReaderThatIsGoneEndsNothing() throws {
        signal(SIGPIPE, SIG_IGN)
        let (reader, writer) = try Self.pipe()
        let queue = try LogQueue(writer)
        close(reader)
        for number in 0..<10 {
            queue.add(Self.line(number))
            queue.flush(within: .seconds(20))
        }
    }

    /// As the journal is connected: a stream socket, whose reader comes back.
    @Test func aSocketWorksTheSameWay() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let queue = try LogQueue(ends[1], capacity: 128 * Self.lineLength)
        for number in 0..<20_000 { queue.add(Self.line(number)) }
        let text = Self.read(ends[0]) { text in
            let (numbers, lost) = Self.account(of: text)
            return text.hasSuffix("\n") && numbers.count + lost == 20_000
        }
        let (numbers, lost) = Self.account(of: text)
        #expect(lost > 1000)
        #expect(numbers.count + lost == 20_000)
    }

    @Test func theEndWaitsForASlowReaderButNotForEver() throws {
        let (reader, writer) = try Self.pipe()
        let queue = try LogQueue(writer)
        for number in 0..<3000 { queue.add(Self.line(number)) }
        let start = ContinuousClock.now
        queue.flush(within: .milliseconds(50))
        #expect(.now - start >= .milliseconds(50))
        _ = Self.read(reader) { $0.contains("002999\n") }
        // Everything is written, so it returns; were it to wait, the test would not end.
        queue.flush(within: .seconds(3600))
    }
}
