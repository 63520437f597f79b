import Cryptography
import Glibc
import MovieBag
import TestFiles
import Testing

@testable import MovieBagConfiguration

@Suite struct KeyFileTests {
    /// 32 and 33 bytes in base64url.
    private static let one = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"
    private static let two = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC"

    private static let text = """
        movie-bag keys 1
        - \(one) 2026-01-02T03:04:05Z
        20261129-5f3ac2d1 \(two) 2026-11-29T17:15:00Z

        """

    private func ring(_ text: String) throws -> KeyRing {
        let file = try KeyFile(Array(text.utf8), path: "FILE")
        #expect(!file.isPlain)
        return file.ring
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try KeyFile(Array(text.utf8), path: "FILE")
            return []
        } catch {
            return error.problems
        }
    }

    @Test func everyLineIsAKey() throws {
        let keys = try ring(Self.text).keys
        #expect(keys.map(\.name) == ["-", "20261129-5f3ac2d1"])
        #expect(keys.map(\.created) == [UnixTime(seconds: 1_767_323_045), UnixTime(seconds: 1_795_972_500)])
        #expect(
            keys.map(\.bytes) == [
                SecretBytes([UInt8](repeating: 1, count: 32)), SecretBytes([UInt8](repeating: 2, count: 33)),
            ])
    }

    @Test(arguments: [
        Self.text.replacing("\n", with: "\r\n"), Self.text.replacing("\n", with: "\r"), "\u{feff}" + Self.text,
        Self.text.replacing("\n", with: "\n\n \t\n"), Self.text.replacing(" 2026", with: " \t 2026"),
        String(Self.text.dropLast()), Self.text.replacing("keys 1", with: "keys 1  "),
    ])
    func howAnEditorSavedItDoesNotMatter(text: String) throws {
        #expect(try ring(text) == ring(Self.text))
    }

    @Test func theOrderOfTheLinesDoesNotMatterWhereTheTimesDiffer() throws {
        let lines = Self.text.split(separator: "\n")
        #expect(try ring([lines[0], lines[2], lines[1]].joined(separator: "\n")) == ring(Self.text))
    }

    @Test func aRingIsWrittenAsItIsRead() throws {
        let ring = try ring(Self.text)
        #expect(KeyFile.withText(of: ring) { String(decoding: $0, as: UTF8.self) } == Self.text)
    }

    private static let time = "2026-11-29T17:15:00Z"

    @Test(arguments: [
        ("a \(one)", "it has 2 of the 3 fields"), ("a", "it has 1 of the 3 fields"),
        ("a \(one) \(time) # old", "it has 5 of the 3 fields"), ("# a comment", "it has 3 of the 3 fields"),
        ("a.b \(one) \(time)", "the name of a key"),
        ("\(String(repeating: "k", count: 65)) \(one) \(time)", "the name"),
        ("a/../b \(one) \(time)", "the name of a key"), ("é \(one) \(time)", "the name of a key"),
        ("a \(one)= \(time)", "base64url"), ("a \(one.dropLast(1))/ \(time)", "base64url"),
        ("a \(one.dropLast(1))F \(time)", "base64url"), ("a - \(time)", "base64url"),
        ("a \(one.dropLast(3)) \(time)", "has 30 bytes; at least 32"), ("a AA \(time)", "has 1 bytes; at least 32"),
        ("a \(two) 1795972500", "the third field"), ("a \(two) 2026-02-29T00:00:00Z", "the third field"),
        ("a \(two) 2026-11-29T17:15:00", "the third field"), ("b \(two) \(time)", "another key has this name"),
        ("- \(two) \(time)", "another key has this name"), ("a \(one) \(time)", "another key is the same"),
        ("movie-bag keys 1", "the third field"),
    ])
    func aLineThatIsNoKeyIsRefusedByItsNumber(line: String, words: String) {
        let third = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM"
        var expected = words
        // A comment of three words has as many fields as a key.
        if line == "# a comment" { expected = "the name of a key" }
        let said = problems("movie-bag keys 1\n- \(Self.one) \(Self.time)\nb \(third) \(Self.time)\n\n\(line)\n")
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("FILE, line 5: ") == true, "\(said)")
        #expect(said.first?.contains(expected) == true, "\(said)")
        for key in [Self.one, Self.two, third].map({ $0.prefix(16) }) { #expect(!said.joined().contains(key)) }
    }

    @Test func everyBadLineIsSaid() {
        let said = problems("movie-bag keys 1\nx\n- \(Self.one) \(Self.time)\ny\n")
        #expect(said.map { $0.prefix(13) } == ["FILE, line 2:", "FILE, line 4:"])
    }

    @Test func thereMustBeAKeyAndNoMoreThan16() throws {
        #expect(problems("movie-bag keys 1\n") == ["FILE holds no key"])
        #expect(problems("movie-bag keys 1") == ["FILE holds no key"])
        let lines = (0..<17).map { number in
            let key = Base64URL.encode([UInt8](repeating: UInt8(number), count: 32))
            return "k\(number) \(String(decoding: key, as: UTF8.self)) \(Self.time)"
        }
        #expect(try ring((["movie-bag keys 1"] + lines.prefix(16)).joined(separator: "\n")).keys.count == 16)
        let said = problems((["movie-bag keys 1"] + lines).joined(separator: "\n"))
        #expect(said == ["FILE, line 18: there may be 16 keys at most"])
    }

    /// Else all of the text would be one key, and every session would end.
    @Test(arguments: [
        "movie-bag keys 2", "movie-bag keys", "Movie-Bag Keys 1", "movie-bag keys 1 # mine", "\u{feff} movie-bag keys1",
    ])
    func aFirstLineThatIsNearlyRightIsRefused(line: String) {
        let said = problems("\(line)\n- \(Self.one) \(Self.time)\n")
        #expect(said.count == 1 && said[0].hasPrefix("FILE, line 1: write `movie-bag keys 1`"), "\(said)")
    }

    @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
    func textOfAnotherEncodingIsRefused(mark: [UInt8]) {
        let isLittle = mark[0] == 0xFF
        let text = mark + Self.text.utf8.flatMap { isLittle ? [$0, 0] : [0, $0] }
        #expect(throws: KeyFileError(problems: ["FILE is UTF-16 text; save it as UTF-8"])) {
            try KeyFile(text, path: "FILE")
        }
        // Random bytes may begin so.
        let random = mark + [UInt8](repeating: 0x41, count: 40)
        #expect(throws: Never.self) { try KeyFile(random, path: "FILE") }
    }

    @Test(arguments: [
        String(repeating: "x", count: 32), "\n" + Self.text, "# " + Self.text, " \nmovie-bag keys 1\n" + Self.text,
        String(repeating: "\u{feff}é\r\n", count: 20),
    ])
    func anyOtherFileIsOneKey(text: String) throws {
        let file = try KeyFile(Array(text.utf8), path: "FILE")
        #expect(file.isPlain && file.ring.keys.count == 1 && file.ring.oldest.id == nil)
        let bytes = text.utf8.last == UInt8(ascii: "\n") ? Array(text.utf8.dropLast()) : Array(text.utf8)
        #expect(file.ring.oldest.bytes == SecretBytes(bytes))
    }

    @Test func aPlainKeyHasTheTimeOfItsFileButNoneThatIsToCome() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(String(repeating: "x", count: 32), to: "key")
        var times = [timespec(tv_sec: 1_700_000_000, tv_nsec: 5), timespec(tv_sec: 1_700_000_000, tv_nsec: 5)]
        #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
        let file = try KeyFile(path: path)
        #expect(file.isRegular)
        #expect(file.ring.oldest.created == UnixTime(seconds: 0))
        #expect(
            try file.datedRing(at: UnixTime(seconds: 1_800_000_000)).oldest.created == UnixTime(seconds: 1_700_000_000))
        #expect(
            try file.datedRing(at: UnixTime(seconds: 1_600_000_000)).oldest.created == UnixTime(seconds: 1_600_000_000))
    }

    @Test(arguments: [(0o600, true), (0o640, true), (0o644, false), (0o660, false), (0o601, false)])
    func aFileThatIsOpenToOthersIsRefused(mode: mode_t, isTaken: Bool) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(Self.text, to: "keys")
        chmod(path, mode)
        do {
            #expect(try KeyFile(path: path).ring.keys.count == 2)
            #expect(isTaken)
        } catch {
            #expect(!isTaken && "\(error)".contains("chmod 600") && "\(error)".contains(path))
        }
    }

    @Test func aPipeCannotBeReadAgain() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        #expect(fchmod(ends[0], 0o600) == 0)
        let text = Array(Self.text.utf8)
        #expect(write(ends[1], text, text.count) == text.count)
        close(ends[1])
        defer { close(ends[0]) }
        let file = try KeyFile(path: "/dev/fd/\(ends[0])")
        #expect(!file.isRegular && file.ring.keys.count == 2)
    }

    @Test func whatIsNotThereIsSaid() {
        #expect(throws: KeyFileError(problems: ["/nonexistent cannot be read: No such file or directory"])) {
            try KeyFile(path: "/nonexistent")
        }
    }
}
