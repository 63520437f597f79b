import FoundationEssentials
import Glibc
import Logging
import Processes
import Testing

@testable import ServiceLog
import TestFiles

@Suite struct LogWriterTests {
    private let temporary: TemporaryDirectory
    private var directory: String { temporary.path }
    private var path: String { "\(directory)/log" }

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private func lines(_ path: String) throws -> [String] {
        // Behind time and level.
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { String($0.dropFirst(25)) }
    }

    @Test func itAppendsToAFileOfItsOwn() throws {
        let umask = umask(0)
        let log = Log(level: .info, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        Glibc.umask(umask)
        log.logger.notice("one")
        let second = Log(level: .info, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        second.logger.notice("two\nthree")
        log.logger.notice("four")
        #expect(try lines(path) == ["notice one", #"notice two\x0Athree"#, "notice four"])
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
    }

    @Test func afterRotationItGoesOnInANewFile() throws {
        let log = Log(level: .info, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        log.logger.notice("one")
        try #require(rename(path, "\(path).1") == 0)
        log.logger.notice("two")
        log.reopen()
        log.logger.notice("three")
        #expect(try lines("\(path).1") == ["notice one", "notice two"])
        #expect(try lines(path) == ["notice log file \(path) opened again", "notice three"])
    }

    @Test func whatCannotBeOpenedAgainLeavesTheOldOne() throws {
        let log = Log(level: .info, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        try #require(rename(path, "\(path).1") == 0)
        try #require(mkdir(path, 0o700) == 0)
        log.reopen()
        log.logger.notice("two")
        let found = try lines("\(path).1")
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("error MOVIE_BAG_LOG_FILE \(path) "))
        #expect(found[0].hasSuffix("; the log goes on in the file that was open"))
        #expect(found[1] == "notice two")
    }

    @Test func onlyAFileWillDo() throws {
        try #require(mkfifo("\(directory)/fifo", 0o600) == 0)
        for path in ["\(directory)/fifo", directory, "\(directory)/missing/log", "/dev/null", ""] {
            #expect(throws: StartupError.self, "\(path)") { _ = try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE") }
        }
    }

    @Test func aFullDiskCostsTheLinesAndNothingElse() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        let tail = LogTail(full)
        var line = LogLine(level: .notice)
        line.append("lost")
        for _ in 0..<3 { tail.write(line.ended()) }
        tail.replace(by: try LogFile.open(path, of: "MOVIE_BAG_LOG_FILE"))
        line.append(" and found")
        for _ in 0..<2 { tail.write(line.ended()) }
        #expect(
            try lines(path) == [
                "warning 3 log lines were lost: No space left on device", "notice lost and found",
                "notice lost and found",
            ])
    }

    /// A pipe that does not block stands for a disk with room for half a line.
    @Test func aLineThatWasCutShortIsEnded() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        try #require(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
        let tail = LogTail(ends[1])
        // 65,536 bytes fit.
        tail.write([UInt8](repeating: UInt8(ascii: "x"), count: 65_000))
        tail.write([UInt8](repeating: UInt8(ascii: "y"), count: 10_000))
        var room = [UInt8](repeating: 0, count: 1 << 17)
        let cut = read(ends[0], &room, room.count)
        #expect((65_000...65_536).contains(cut))
        var line = LogLine(level: .notice)
        line.append("next")
        tail.write(line.ended())
        let count = read(ends[0], &room, room.count)
        let text = String(decoding: room[..<count], as: UTF8.self)
        #expect(text.contains(" warning 1 log line was lost: "))
        #expect(text.hasSuffix("notice next\n"))
        #expect(text.hasPrefix("\n") == (cut > 65_000))
    }
}
