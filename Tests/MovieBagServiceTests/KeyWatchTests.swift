import Cryptography
import FoundationEssentials
import Glibc
import Logging
import MovieBag
import MovieBagConfiguration
import ServiceLog
import TestFiles
import Testing
import Threads

@testable import MovieBagService

@Suite struct KeyWatchTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let keys: TokenKeys
    private let said = Monitor<[String]>([])
    private let now = UnixTime(seconds: 1_800_000_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = try directory.write(String(repeating: "x", count: 32), to: "keys")
        keys = try TokenKeys(try KeyFile(path: path).ring, clock: WallClock { UnixTime(seconds: 1_800_000_000) })
    }

    private func watch(pause: Duration = .seconds(10)) -> KeyWatch {
        KeyWatch(path, keys: keys, pause: pause) { [said] event in
            said.withLock { said in
                switch event {
                case .replaced(let ring): said.append("replaced \(ring.keys.map(\.name))")
                case .refused(let error): said.append("refused \(error.problems.count)")
                case .sound: said.append("sound")
                }
            }
            said.notifyAll()
        }
    }

    private func rotate() throws {
        let change = try KeyFileChange(of: path)
        try change.write(change.read().datedRing(at: now).rotated(at: now).ring)
    }

    @Test func aFileThatIsTheSameIsNotReported() throws {
        let watch = watch()
        for _ in 0..<3 { watch.look() }
        // The time of a plain file is no part of its key.
        #expect(utimensat(AT_FDCWD, path, nil, 0) == 0)
        watch.look()
        #expect(said.withLock { $0 } == [])
    }

    @Test func newKeysAreUsed() throws {
        let watch = watch()
        try rotate()
        watch.look()
        watch.look()
        #expect(keys.ring.keys.count == 2)
        #expect(said.withLock { $0.count } == 1)
        try directory.write(String(repeating: "y", count: 32), to: "keys")
        watch.look()
        #expect(keys.ring.keys.map(\.name) == ["-"])
        #expect(keys.ring.oldest.bytes == SecretBytes([UInt8](repeating: UInt8(ascii: "y"), count: 32)))
    }

    @Test(arguments: ["", "movie-bag keys 1\nx\ny\n", "short", "open", "gone"])
    func aFileThatCannotBeUsedChangesNothingAndIsReportedOnce(_ trouble: String) throws {
        let watch = watch()
        let ring = keys.ring
        switch trouble {
        case "open": chmod(path, 0o644)
        case "gone": unlink(path)
        default: try directory.write(trouble, to: "keys")
        }
        for _ in 0..<3 { watch.look() }
        #expect(keys.ring == ring)
        let problems = trouble.hasPrefix("movie-bag") ? 2 : 1
        #expect(said.withLock { $0 } == ["refused \(problems)"])
        try directory.write(String(repeating: "x", count: 32), to: "keys")
        for _ in 0..<2 { watch.look() }
        #expect(said.withLock { $0 } == ["refused \(problems)", "sound"])
    }

    @Test func anotherProblemIsReportedAgain() throws {
        let watch = watch()
        for text in ["short", "shorter", "shorter", "movie-bag keys 1"] {
            try directory.write(text, to: "keys")
            watch.look()
        }
        #expect(said.withLock { $0 } == ["refused 1", "refused 1", "refused 1"])
    }

    @Test func itsThreadLooksNowAndThenAndEnds() throws {
        let watch = watch(pause: .milliseconds(1))
        try rotate()
        let thread = try watch.start()
        let seen = said.wait(timeout: .seconds(20)) { $0.isEmpty ? nil : $0 }
        watch.stop()
        thread.join()
        #expect(seen?.count == 1)
        #expect(keys.ring.keys.count == 2)
    }

    @Test func theLogTellsWhatEachKeyDoesAndNothingOfIt() throws {
        let file = directory["log"]
        let log = try Log(level: .info, file: file, of: "LOG")
        try directory.write(
            """
            movie-bag keys 1
            - AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE 2020-01-01T00:00:00Z
            b AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI 2021-01-01T00:00:00Z
            c AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM 2027-02-01T00:00:00Z
            """, to: "keys")
        log.report(.replaced(try KeyFile(path: path).ring), of: path, at: now)
        log.report(.refused(KeyFileError(problems: ["FILE, line 3: x", "FILE, line 4: y"])), of: path, at: now)
        log.report(.sound, of: path, at: now)
        log.close()
        let lines = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
            .split(separator: "\n").map { $0.drop { $0 != " " }.dropFirst() }
        #expect(
            lines == [
                "notice keys of \(path) are in use: - verifies, b signs, c signs from 2027-02-01T00:00:00Z",
                "error FILE, line 3: x; the keys from before stay in use",
                "error FILE, line 4: y; the keys from before stay in use", "notice keys of \(path) can be read again",
            ])
    }
}
