import TestSite
import Testing

extension EndToEndTests {
    /// What SECURITY.md and docs/security have to say in words, beside the source where that knows it too.
    @EndToEnd
    @Suite struct SecurityChapterTests {
        /// The lines of a chapter.
        private static func chapter(_ heading: String, of path: String = "SECURITY.md") throws -> [String] {
            let lines = try MarkdownDocument(path).lines
            let start = try #require(lines.firstIndex(of: "## \(heading)"), "\(path): \(heading)")
            return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("## ") })
        }

        /// The rows of the table of a chapter, without its head.
        private static func rows(_ heading: String, of path: String = "SECURITY.md") throws -> [[String]] {
            try chapter(heading, of: path).filter { $0.hasPrefix("| ") }.dropFirst().map { line in
                line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
            }
        }

        private static func source(below folder: String) throws -> String {
            try MarkdownDocument.paths(endingIn: ".swift", below: folder)
                .map { try Files.text("\(Repository.path)/\($0)") }.joined()
        }

        /// Every field of a page that asks something of a browser has a row, which says what is missing without it.
        /// ASVS 3.1.1
        @Test func whatPagesAskOfABrowserIsWrittenDown() throws {
            let source = try Self.source(below: "Sources/MovieBagPages") + Self.source(below: "Sources/Web/Responses")
            let fields = Set(
                source.matches(of: /(X-Content-Type-Options|[A-Z][a-z]+-(?:[A-Z][a-z]+-)*Policy)/).map { String($0.1) })
            #expect(fields.count >= 4)
            let rows = try Self.rows("Browsers")
            for field in fields.union(["Strict-Transport-Security", "TLS", "Cache-Control"]) {
                let row = try #require(rows.first { $0[0].contains(field) }, "\(field)")
                #expect(row.count == 3 && row.allSatisfy { $0.count > 2 }, "\(field)")
            }
        }

        /// ASVS 8.1.3, 8.1.4
        @Test func whatDecidesBeyondTheRoleIsWrittenDown() throws {
            let roles = try Self.chapter("Roles").joined(separator: " ")
            for words in ["AuthorityTests", "**Nothing else decides**", "place, time, device", "(#guessing-passwords)"]
            {
                #expect(roles.contains(words), "\(words)")
            }
            let guessing = try Self.chapter("Guessing passwords").joined(separator: " ")
            for setting in ["MOVIE_BAG_GUESSES_PER_ACCOUNT", "MOVIE_BAG_GUESSES_PER_CLIENT"] {
                #expect(guessing.contains(setting), "\(setting)")
            }
        }

        /// What is stored or signed by an algorithm has a way to another one, and quantum computers are considered.
        /// ASVS 11.1.4
        @Test func howAlgorithmsAreReplacedIsWrittenDown() throws {
            let rows = try Self.rows("Replacing an algorithm", of: "docs/security/cryptography.md")
            for algorithm in ["key", "scrypt", "HS256", "SHA-256"] {
                let row = try #require(rows.first { $0[0].contains(algorithm) }, "\(algorithm)")
                #expect(row.count == 3 && row[1].count > 20, "\(algorithm)")
            }
            let text = try Self.chapter("Replacing an algorithm", of: "docs/security/cryptography.md").joined()
            #expect(text.contains("Quantum computers: "))
        }

        /// ASVS 13.1.4
        @Test func whenKeysAreRotatedIsWrittenDown() throws {
            let rows = try Self.rows("Keys")
            for (time, command) in [
                ("once a year", "keys rotate`"), ("may be removed", "keys remove "),
                ("others may have", "keys rotate --now`"),
            ] {
                #expect(rows.contains { $0[0].contains(time) && $0[1].contains(command) }, "\(time)")
            }
        }

        /// The worse a flaw is, the sooner it is fixed.
        /// ASVS 15.1.1
        @Test func howFastAFlawIsFixedIsWrittenDown() throws {
            let rows = try Self.rows("Updates")
            let days = try ["critical", "high", "any other"].map { kind in
                let row = try #require(rows.first { $0[0].hasPrefix(kind) }, "\(kind)")
                return try #require(Int(row[1].prefix { $0.isNumber }), "\(kind)")
            }
            #expect(days == days.sorted() && Set(days).count == 3 && days[2] <= 30)
        }

        /// ASVS 15.1.3
        @Test func whatCostsMuchAndWhatBoundsItIsWrittenDown() throws {
            let rows = try Self.rows("What costs much", of: "docs/security/resources.md")
            for cost in ["log-in", "mails", "pages of movies", "searches", "export", "changes", "deletion", "breached"]
            {
                let row = try #require(rows.first { $0[0].contains(cost) }, "\(cost)")
                #expect(row.count == 3 && row[1].count > 5 && row[2].count > 4, "\(cost)")
            }
        }

        /// Every wrapper of a library in C, and every other program.
        /// ASVS 15.1.5
        @Test func whatIsDangerousAndWhatIsolatesItIsWrittenDown() throws {
            let wrappers = try Files.names(in: "\(Repository.path)/Sources").filter { $0.hasPrefix("C") }
                .filter { $0.dropFirst().first?.isUppercase == true }
            let libraries = ["CFastCGI": "libfcgi", "CSQLite": "SQLite", "COpenSSL": "OpenSSL", "CLinux": "pointers"]
            let rows = try Self.rows("What is dangerous, and what isolates it", of: "docs/security/resources.md")
            #expect(wrappers.count == libraries.count)
            for name in wrappers.map({ libraries[$0] ?? $0 }) + ["libcrypt", "`sendmail`", "templates"] {
                let row = try #require(rows.first { $0[0].hasPrefix(name) }, "\(name)")
                #expect(row.count == 3 && row[2].count > 20, "\(name)")
            }
        }
    }
}
