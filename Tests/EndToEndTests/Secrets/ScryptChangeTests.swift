import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A restart with other parameters of scrypt.
    @EndToEnd
    @Suite struct ScryptChangeTests {
        private let directory: TemporaryDirectory
        private let site: Site

        init() throws {
            directory = try TemporaryDirectory()
            let parameters = directory["log-n"]
            try Files.write("15", to: parameters)
            site = try Site(
                settings: ["MOVIE_BAG_SCRYPT_R": "8"],
                launcher: [
                    "sh", "-c", #"file=$1; shift; MOVIE_BAG_SCRYPT_LOG_N=$(cat "$file") exec "$@""#, "sh", parameters,
                ])
        }

        private func restart(logN: Int) throws {
            try Files.write("\(logN)", to: directory["log-n"])
            #expect(try site.service.stop() == .status(0))
            try site.service.restart()
        }

        private func hashes() throws -> [String] {
            try site.sqlite("SELECT substr(password, 1, 20) FROM accounts ORDER BY email").split(separator: "\n")
                .map(String.init)
        }

        private func failLogIn(_ email: String) throws -> Duration {
            let start = ContinuousClock.now
            let body = #"{"email":"\#(email)","password":"not the password"}"#
            #expect(try site.client.post("/api/auth/login", json: body).status == 401)
            return start.duration(to: .now)
        }

        @Test func aLogInHashesThePasswordAnewAndEndsNothing() throws {
            let before = try site.newAccount("ann@example.org")
            _ = try site.newAccount("ben@example.org")
            try restart(logN: 4)
            _ = try site.logIn("ann@example.org")
            #expect(try hashes() == ["$scrypt$ln=4,r=8,p=1", "$scrypt$ln=15,r=8,p="])
            try site.addMovie("Vertigo", token: before)
            _ = try site.logIn("ann@example.org")
            #expect(try hashes() == ["$scrypt$ln=4,r=8,p=1", "$scrypt$ln=15,r=8,p="])
        }

        /// While every stored hash is a costly one, by up to four times, an unknown address costs as much: the service has
        /// counted them.
        @Test func anUnknownAddressCostsWhatIsStored() throws {
            _ = try site.newAccount("ann@example.org")
            try restart(logN: 13)
            // Counting begins with the start, and takes a moment.
            try wait(for: "a costly log-in of an unknown address") {
                let known = try (0..<3).map { _ in try failLogIn("ann@example.org") }.min() ?? .zero
                let unknown = try (0..<3).map { try failLogIn("stranger\($0)@example.org") }.min() ?? .zero
                return unknown > known * 0.6
            }
        }
    }
}
