import Cryptography
import Glibc
import MovieBag
import TestFiles
import Testing

@testable import MovieBagConfiguration

/// The settings of new passwords.
@Suite struct PasswordRulesTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func read(_ environment: [String: String]) throws -> (rules: PasswordRules, problems: [String]) {
        var reader = try SettingsReader(environment: environment, envFile: nil)
        return (PasswordRules(&reader), reader.problems.map(\.description))
    }

    @Test func withoutSettingsTheMinimumIsEightAndThereAreNoFiles() throws {
        let (rules, problems) = try read([:])
        #expect(rules.minimum == 8 && rules.list == nil && rules.breached == nil && problems == [])
    }

    @Test(arguments: [("8", 8), ("15", 15), ("128", 128)]) func theMinimumIsRead(text: String, minimum: Int) throws {
        let (rules, problems) = try read(["MOVIE_BAG_MINIMUM_PASSWORD": text])
        #expect(rules.minimum == minimum && problems == [])
    }

    @Test(arguments: ["7", "129", "0", "-8", "eight", "8.5"]) func otherMinimumsAreProblems(text: String) throws {
        let (rules, problems) = try read(["MOVIE_BAG_MINIMUM_PASSWORD": text])
        #expect(rules.minimum == 8)
        #expect(problems == ["MOVIE_BAG_MINIMUM_PASSWORD: must be a whole number from 8 to 128"])
    }

    @Test func aListOfOnesOwnIsRead() throws {
        let path = try directory.write("Acme 2026\n", to: "list")
        let (rules, problems) = try read(["MOVIE_BAG_PASSWORD_LIST": path])
        #expect(rules.list?.contains(Array("acme 2026".utf8)) == true && problems == [])
    }

    @Test func aListThatCannotBeUsedIsAProblem() throws {
        let nothing = directory["nothing"]
        #expect(
            try read(["MOVIE_BAG_PASSWORD_LIST": nothing]).problems
                == ["MOVIE_BAG_PASSWORD_LIST: \(nothing) cannot be read: No such file or directory"])
        let short = try directory.write("short\n", to: "short")
        #expect(
            try read(["MOVIE_BAG_PASSWORD_LIST": short]).problems
                == ["MOVIE_BAG_PASSWORD_LIST: \(short) holds no password of at least 8 bytes"])
        let large = try directory.write(String(repeating: "acme 2026\n", count: 110_000), to: "large")
        #expect(
            try read(["MOVIE_BAG_PASSWORD_LIST": large]).problems
                == ["MOVIE_BAG_PASSWORD_LIST: \(large) cannot be read: it is larger than 1048576 bytes"])
    }

    /// The SHA-1 of `password`.
    private static let line = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9659365\r\n"

    @Test func aFileOfBreachedPasswordsIsOpened() throws {
        let path = try directory.write(Self.line, to: "hashes")
        let (rules, problems) = try read(["MOVIE_BAG_BREACHED_PASSWORDS": path])
        #expect(problems == [])
        #expect(try rules.breached?.contains(Array("password".utf8)) == true)
    }

    @Test func aFileThatIsMissingMalformedOrInAnotherOrderIsAProblem() throws {
        func problem(_ path: String) throws -> [String] {
            try read(["MOVIE_BAG_BREACHED_PASSWORDS": path]).problems
        }
        #expect(
            try problem("/nothing") == [
                "MOVIE_BAG_BREACHED_PASSWORDS: /nothing cannot be read: No such file or directory"
            ])
        let words = try directory.write("password\n", to: "words")
        #expect(
            try problem(words) == [
                "MOVIE_BAG_BREACHED_PASSWORDS: \(words) has no line of 40 hexadecimal digits, a colon and a number at byte 0"
            ])
        let unsorted = try directory.write(Self.line + Self.line.replacing("5BAA", with: "4BAA"), to: "unsorted")
        #expect(
            try problem(unsorted) == [
                "MOVIE_BAG_BREACHED_PASSWORDS: \(unsorted) is not sorted by hash: the line at byte 50 should come earlier"
            ])
        #expect(
            try problem(directory.path) == ["MOVIE_BAG_BREACHED_PASSWORDS: \(directory.path) is not a file"])
    }
}
