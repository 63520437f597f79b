import Cryptography
import Glibc
import Mail
import MovieBag
import TestFiles
import Testing
import Threads

@Suite struct PasswordPolicyTests {
    private static func judgement(
        _ password: String, _ rules: PasswordRules = PasswordRules(), site: String = "https://movies.example.org/bag",
        address: String = "Ann.Example@Mail.Example.net", report: @escaping @Sendable (any Error) -> Void = { _ in }
    ) throws -> WeakPassword? {
        let policy = PasswordPolicy(rules, site: try PublicURL(parsing: site), report: report)
        let attempt = try Password(Array(password.utf8))
        let owner = try #require(EmailAddress(address))
        do throws(WeakPassword) {
            try policy.judge(attempt, for: owner)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "correct horse", "Blaue Schiffe", "movie-bag2", "    a   ", "語語語", "\0\0\0\0\0\0\0\0", "ann.example1",
    ])
    func mostPasswordsWillDo(password: String) throws {
        #expect(try Self.judgement(password) == nil)
    }

    static let weak: [(String, WeakPassword)] = [
        ("        ", .blank), ("\u{3000}\u{3000}\u{3000}", .blank), ("\t\n \r\n\t  ", .blank),
        ("Ann.Example@Mail.Example.net", .address), ("ann.example@mail.example.net", .address),
        ("ANN.EXAMPLE@MAIL.EXAMPLE.NET", .address), ("Ann.Example", .localPart), ("ANN.EXAMPLE", .localPart),
        ("Movie-bag", .siteName), ("moviebag", .siteName), ("MovieBag", .siteName), ("movie-bag", .siteName),
        ("movies.example.org", .siteName), ("Movies.Example.ORG", .siteName), ("password", .common),
        ("PASSWORD1", .common), ("Qwertyuiop", .common),
    ]

    /// ASVS 6.1.2, 6.2.11
    @Test(arguments: weak) func weakOnesAreToldWithTheRule(password: String, rule: WeakPassword) throws {
        #expect(try Self.judgement(password) == rule)
    }

    @Test func theMinimumCountsBytes() throws {
        var rules = PasswordRules()
        rules.minimum = 15
        #expect(try Self.judgement("fourteen bytes", rules) == .shorter(than: 15))
        #expect(try Self.judgement("fifteen bytes..", rules) == nil)
        #expect(try Self.judgement("語語語語語", rules) == nil)
        #expect(WeakPassword.shorter(than: 15).rule == "must be at least 15 bytes long")
    }

    @Test func aListOfOnesOwnCountsBesidesTheCommonOnes() throws {
        var rules = PasswordRules()
        rules.list = try PasswordList(parsing: Array("Acme 2026\n".utf8))
        #expect(try Self.judgement("acme 2026", rules) == .listed)
        #expect(try Self.judgement("password", rules) == .common)
        #expect(try Self.judgement("acme 2027", rules) == nil)
    }

    /// The SHA-1 of `correct horse` between two others.
    private static let breached = """
        0000000000000000000000000000000000000000:2
        2F9E53523B62ABC141A2B4D6019D23CBA835DBD0:31
        FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:1

        """

    @Test func breachedOnesAreToldExactlyAsTheyWere() throws {
        let directory = try TemporaryDirectory()
        var rules = PasswordRules()
        rules.breached = try SortedHashFile(path: directory.write(Self.breached, to: "hashes"))
        #expect(try Self.judgement("correct horse", rules) == .breached)
        #expect(try Self.judgement("Correct horse", rules) == nil)
    }

    @Test func whereTheFileCannotBeSearchedAnyMoreThePasswordPassesAndItIsReported() throws {
        let directory = try TemporaryDirectory()
        var rules = PasswordRules()
        rules.breached = try SortedHashFile(path: directory.write(Self.breached, to: "hashes"))
        #expect(truncate(directory["hashes"], 10) == 0)
        let reports = Monitor<[String]>([])
        let passed = try Self.judgement("correct horse", rules) { error in reports.withLock { $0.append("\(error)") } }
        #expect(passed == nil)
        #expect(reports.withLock { $0 } == ["cannot be read: it has become shorter"])
        // The other rules hold all the same.
        #expect(try Self.judgement("password", rules) == .common)
    }

    @Test func everyRuleIsASentenceForUsers() {
        let rules: [WeakPassword] = [
            .shorter(than: 9), .blank, .address, .localPart, .siteName, .common, .listed, .breached,
        ]
        for rule in rules { #expect(rule.rule.hasPrefix("must ")) }
        #expect(Set(rules.map(\.rule)).count == rules.count)
    }
}
