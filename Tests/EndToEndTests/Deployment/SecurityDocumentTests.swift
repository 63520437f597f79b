import TestSite
import Testing

extension EndToEndTests {
    /// SECURITY.md and docs/security beside what they list.
    @EndToEnd
    @Suite struct SecurityDocumentTests {
        private static func text(_ path: String) throws -> String { try Files.text("\(Repository.path)/\(path)") }

        /// The Swift files below a folder, with their text.
        private static func sources(_ folder: String = "Sources") throws -> [(path: String, text: String)] {
            try MarkdownDocument.paths(endingIn: ".swift", below: folder).map { ($0, try text($0)) }
        }

        /// Every setting that is a limit, with the default that the program has.
        /// ASVS 2.1.3, 6.1.1, 7.1.1
        @Test func everyLimitIsListedWithItsDefault() throws {
            let section = try Self.text("docs/configuration.md").split(separator: "\n## ").first {
                $0.hasPrefix("Limits\n")
            }
            let names = try #require(section).split(separator: "\n").compactMap { line -> Substring? in
                line.hasPrefix("| `MOVIE_BAG_") ? line.split(separator: "`")[1] : nil
            }
            #expect(names.count > 8)
            let rows = try MarkdownDocument("docs/security/limits.md").rows
            for setting in try ProgramHelp.settings() where names.contains(setting.name[...]) {
                if setting.name == "MOVIE_BAG_LIMITS" { continue }
                let row = try #require(rows.first { $0.count > 2 && $0[2] == setting.name }, "\(setting.name)")
                // Seconds and bytes are given there in larger units.
                if setting.name.hasSuffix("SECONDS") || setting.name.contains("BYTES") { continue }
                let number = row[1].filter { $0 != "," }.prefix { $0.isNumber }
                #expect(String(number) == setting.standard, "\(setting.name)")
            }
        }

        /// Every table that a database has is one that has a class, and the other way round.
        /// ASVS 14.1.1, 14.1.2
        @Test func everyTableOfTheDatabaseHasAClassAndATime() throws {
            let site = try Site()
            let tables = try site.sqlite("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                .split(separator: "\n").map(String.init)
            #expect(tables.count > 10)
            let rows = try MarkdownDocument("docs/security/data.md").rows.filter { $0.count == 4 }
            let listed = rows.flatMap { $0[0].split(separator: ", ").map(String.init) }
            for table in tables { #expect(listed.contains(table), "\(table)") }
            let files = ["table or file", "log", "memory", "movie-bag.db.secret", "movie-bag.db.before-N", "backups"]
            for name in listed { #expect((tables + files).contains(name), "\(name)") }
        }

        /// What is called of OpenSSL, by the beginning of its names, and what it is in the inventory.
        private static let algorithms = [
            ("EVP_PBE_scrypt", "scrypt"), ("EVP_MAC", "HMAC-SHA-256"), ("EVP_Digest", "SHA-256"), ("EVP_MD", "SHA-256"),
            ("RAND_bytes", "RAND_bytes"), ("CRYPTO_memcmp", "CRYPTO_memcmp"), ("OPENSSL_cleanse", nil),
        ]

        /// ASVS 11.1.3
        @Test func everyAlgorithmIsInTheInventory() throws {
            let inventory = try MarkdownDocument("docs/security/cryptography.md").rows
            let all = try Self.sources().map(\.text).joined(separator: "\n")
            let called = Set(
                all.matches(of: /\b(EVP|RAND|CRYPTO|OPENSSL|HMAC|AES|RSA|EC|PKCS5)_[A-Za-z0-9_]+/).map(\.0))
            #expect(called.count > 10)
            for function in called {
                let known = try #require(Self.algorithms.first { function.hasPrefix($0.0) }, "\(function)")
                guard let algorithm = known.1 else { continue }
                #expect(inventory.contains { $0[0].hasPrefix(algorithm) }, "\(function)")
            }
            // By name: "SHA256", "SHA1" and "HMAC".
            let fetched = Set(all.matches(of: /EVP_M[ADC]+_fetch\(nil, "([A-Z0-9]+)"/).map(\.1))
            #expect(fetched == ["SHA256", "SHA1", "HMAC"])
            for name in ["SHA-1", "bcrypt", "CRC-32"] { #expect(inventory.contains { $0[0] == name }, "\(name)") }
        }

        /// ASVS 11.1.2
        @Test func everyDerivedKeyIsInTheInventory() throws {
            let inventory = try Self.text("docs/security/cryptography.md")
            let purposes = try Self.sources().flatMap { $0.text.matches(of: /purpose: "([^"]+)"/).map { String($0.1) } }
            #expect(purposes.count >= 3)
            for purpose in purposes { #expect(inventory.contains("`\(purpose)`"), "\(purpose)") }
        }

        /// Swift's own generator, where a guess would be of no use to anybody.
        /// ASVS 11.5.1
        @Test func noSecretIsDrawnByAnotherGeneratorThanOpenSSLs() throws {
            let generator =
                /\.random\(|\.randomElement\(|shuffled\(|SystemRandomNumberGenerator|drand48|arc4random|getrandom/
            let others = try Self.sources().filter { $0.text.contains(generator) }.map(\.path)
            // Names of drafts; the spread of retries; the delay of hidden accounts.
            #expect(
                others.sorted() == [
                    "Sources/MovieBag/Outbox/MailDispatcher.swift", "Sources/MovieBag/Work/RandomDelay.swift",
                    "Sources/MovieBagConfiguration/TokenSecret.swift",
                    "Sources/MovieBagSQLite/Backups/UnfinishedBackup.swift", "Sources/Processes/PidFile.swift",
                ])
        }

        /// Whatever compares a signature or a hash of a password.
        /// ASVS 11.2.4
        @Test(arguments: ["Primitives/HMACSHA256", "Passwords/ScryptHash", "Passwords/BcryptHash"])
        func secretsAreComparedInConstantTime(file: String) throws {
            let lines = try Self.text("Sources/Cryptography/\(file).swift").split(separator: "\n")
            #expect(lines.contains { $0.wholeMatch(of: /\s+(return )?ConstantTime\.areEqual\(.*/) != nil })
        }

        /// ASVS 16.1.1
        @Test func everyKindOfRecordIsListed() throws {
            let kinds = try Self.text("Sources/MovieBag/Audit/AuditKind.swift").matches(of: /case \w+ = "([a-z-]+)"/)
            #expect(kinds.count > 25)
            let api = try Self.text("docs/api.md")
            for kind in kinds { #expect(api.contains("`\(kind.1)`"), "\(kind.1)") }
        }

        /// Nothing is written to another place than the inventory of logs has: no file is opened by what logs, but one.
        /// ASVS 16.2.3
        @Test func nothingIsLoggedElsewhere() throws {
            let printing = /\b(print|debugPrint|dump|NSLog|syslog|fputs|perror)\(/
            let found = try Self.sources().filter { $0.text.contains(printing) }.map(\.path)
            #expect(found.allSatisfy { $0.hasPrefix("Sources/Commands/") }, "\(found)")
        }
    }
}
