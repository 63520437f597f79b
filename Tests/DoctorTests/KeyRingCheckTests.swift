import Cryptography
import MovieBag
import Testing

@testable import Doctor
@testable import MovieBagConfiguration

@Suite struct KeyRingCheckTests {
    /// When the machine on paper looks: 2026-11-18T11:06:40Z.
    private let now: Int64 = 1_795_000_000

    /// What is found where keys sign from so many seconds before now on.
    private func findings(_ ages: [(String, Int64)], files: [String] = []) throws -> [Finding] {
        var text = "movie-bag keys 1\n"
        for (number, (name, age)) in ages.enumerated() {
            let key = Base64URL.encode([UInt8](repeating: UInt8(number), count: 32))
            text += "\(name) \(String(decoding: key, as: UTF8.self)) \(UnixTime(seconds: now - age))\n"
        }
        let files = ["/key"] + files
        var machine = Machine.onPaper(
            files: Dictionary(uniqueKeysWithValues: files.map { ($0, FileStatus.file(0o600)) }))
        machine.keyFile = { KeyFileFigures(Array(text.utf8), path: $0) }
        return SecretCheck(
            machine: machine, serviceUser: 500, source: .file("/key"), lifetimes: TokenLifetimes(access: 600, reset: 60)
        ).findings
    }

    @Test func keysThatAreInUseAreFine() throws {
        let found = try findings([("a", 9000), ("b", 4000), ("c", -100)])
        #expect(found.grades == [.ok])
        #expect(found.has(.ok, "/key holds 3 keys, of which b signs, and is not open to others (mode 0600)"))
        #expect(try findings([("a", 9000)]).has(.ok, "/key holds key a and is not open to others"))
    }

    /// 90 days of an invitation, the longest lifetime here, and an hour after the next one began.
    @Test(arguments: [(7_779_599, false), (7_779_600, true)]) func aKeyThatIsOfNoUseAnyMoreIsNamed(
        age: Int64, isFound: Bool
    )
        throws
    {
        let found = try findings([("-", 9_000_000), ("b", age)])
        #expect(found.has(.warning, "movie-bag keys remove -") == isFound)
        #expect(found.grades == (isFound ? [.ok, .warning] : [.ok]))
    }

    @Test(arguments: [(-86_400, false), (-86_401, true)]) func aKeyFromTheFutureIsAMistake(age: Int64, isFound: Bool)
        throws
    {
        let found = try findings([("a", 9000), ("b", age)])
        #expect(found.has(.warning, "key b signs only from 2026-11-19T11:06:4") == isFound)
    }

    @Test func whatAnInterruptedChangeLeftIsNamed() throws {
        #expect(try findings([("a", 9000)], files: ["/key.new"]).has(.warning, "rm /key.new"))
    }

    @Test func aBrokenFileIsAProblemOfEachLine() throws {
        let found = try findings([("a", 9000), ("a", 8000), ("b c", 5)])
        #expect(found.grades == [.problem, .problem])
        #expect(found.has(.problem, "secret: /key, line 3: another key has this name"))
        #expect(found.has(.problem, "secret: /key, line 4: it has 4 of the 3 fields"))
    }
}
