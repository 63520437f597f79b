import Glibc
import TestSite
import Testing

extension FaultTests {
    /// A database file that somebody else has written to. What is damaged is not served; what is whole may be.
    @EndToEnd
    @Suite struct DiskDamageTests {
        /// What becomes of the file, as a command of the shell with the file as $0 and its pages as $1.
        enum Damage: String, CaseIterable, CustomTestStringConvertible {
            case header = "first page overwritten"
            case zeros = "pages in the middle overwritten with zeros"
            case noise = "pages in the middle overwritten with noise"
            case half = "second half cut off"
            case everything = "everything cut off"

            var testDescription: String { rawValue }

            var command: String {
                switch self {
                case .header: #"tr '\0' x </dev/zero | \#(overwrite) count=1"#
                case .zeros: #"cat /dev/zero | \#(overwrite) seek=$(($1 / 2)) count=8"#
                case .noise: #"tr '\0' '\245' </dev/zero | \#(overwrite) seek=$(($1 / 2)) count=8"#
                case .half: #"truncate -s $(($1 / 2 * 4096)) "$0""#
                case .everything: #"truncate -s 0 "$0""#
                }
            }

            private var overwrite: String { #"dd of="$0" bs=4096 conv=notrunc iflag=fullblock status=none"# }

            /// How a start on it ends; `nil` where it is possible.
            ///
            /// SQLite looks at a page in the middle only when somebody wants what is on it, and an empty file is what a
            /// first start finds that follows a crash.
            var refusal: String? {
                switch self {
                case .header: "file is not a database"
                case .half: "database disk image is malformed"
                case .zeros, .noise, .everything: nil
                }
            }
        }

        @Test(arguments: Damage.allCases)
        func whatIsDamagedIsNotServed(_ damage: Damage) throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            let expected = try fill(site)
            try site.service.restart()
            try inflict(damage, on: site)

            var outcomes = Outcomes()
            for (id, name) in expected {
                let response = try site.client.get("/api/movies/\(id)")
                if try outcomes.isServed(response) { #expect(try response.json(Movie.self).name == name) }
            }
            let list = try site.client.get("/api/movies?limit=1000")
            if try outcomes.isServed(list) {
                #expect(try list.json([Movie].self).map(\.name) == expected.map(\.name))
            }
            for number in 0..<20 {
                let response = try site.client.post("/api/movies", json: Site.movie("new \(number)"), token: token)
                guard try outcomes.isServed(response) else { continue }
                // What was acknowledged is there, or cannot be told; it is never unknown.
                let new = try site.client.get("/api/movies/\(response.json(Identifier.self).id)")
                if try outcomes.isServed(new) { #expect(try new.json(Movie.self).name == "new \(number)") }
            }
            #expect(outcomes.refused > 0)
            #expect(site.service.isRunning)
            let log = try Files.text(site.service.log)
            #expect(
                ["malformed", "not a database", "no such table"].contains { log.contains($0) },
                "no clear line in the log: \(log.prefix(500))")
            try FaultReport.add(
                "database file damaged while it is in use: \(damage.rawValue)",
                extent: "\(outcomes.served + outcomes.refused) requests",
                outcome: "\(outcomes.refused) refused with 503, \(outcomes.served) served, all of these right")
        }

        @Test(arguments: Damage.allCases.filter { $0.refusal != nil })
        func aStartOnADamagedFileIsRefused(_ damage: Damage) throws {
            let site = try Site()
            try site.signUp("ann@example.org")
            _ = try fill(site)
            try inflict(damage, on: site)
            #expect(try site.service.tryStart() == .status(78))
            #expect(try Files.text(site.service.log).contains(damage.refusal!))  // Only those that have one.
        }

        /// Writes movies to the database of a site and leaves the service ended and the log empty.
        ///
        /// - Returns: the movies in the order of their ids.
        private func fill(_ site: Site) throws -> [(id: String, name: String)] {
            try site.service.crash()
            // A few hundred bytes each, so that none continues on a page of its own, whose damage SQLite cannot see.
            _ = try site.sqlite(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
                INSERT INTO movies (id, key, casts, genres, added_by)
                    SELECT id, 'movie ' || n, '["' || hex(zeroblob(200)) || '"]', '["Drama"]', account
                    FROM (SELECT n, CAST(printf('%012d', n) AS BLOB) AS id,
                        (SELECT id FROM accounts) AS account FROM numbers);
                PRAGMA wal_checkpoint(TRUNCATE);
                """, readOnly: false)
            let rows = try site.sqlite("SELECT lower(hex(id)), key FROM movies ORDER BY id")
            return rows.split(separator: "\n").map { row in
                let columns = row.split(separator: "|")
                return (String(columns[0]), String(columns[1]))
            }
        }

        private func inflict(_ damage: Damage, on site: Site) throws {
            let pages = try Files.bytes(site.database).count / 4096
            #expect(pages > 50)
            let shell = try FinishedProgram(["sh", "-c", damage.command, site.database, "\(pages)"])
            guard shell.ending == .status(0) else { throw Failure("\(damage.command): \(shell.errors)") }
        }

        /// How many requests could be answered.
        private struct Outcomes {
            var served = 0
            var refused = 0

            /// Counts a response, which must be a success or a refusal.
            mutating func isServed(_ response: HTTPResponse) throws -> Bool {
                if response.status == 200 {
                    served += 1
                    return true
                }
                try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
                refused += 1
                return false
            }
        }
    }
}
