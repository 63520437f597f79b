import Glibc
import TestSite
import Testing
import TestFiles

/// A site whose clock is set while it runs.
final class ClockSite {
    let site: Site
    private let clock: SettableClock
    private(set) var ahead = 0

    static let hour = 3600
    static let tenYears = 3653 * 86_400

    init(processes: Int = 1, settings: [String: String] = [:]) throws {
        clock = try SettableClock()
        site = try Site(processes: processes, settings: clock.settings.merging(settings) { $1 })
    }

    /// Sets the clock to so many seconds after the real time.
    func setClock(ahead seconds: Int) throws {
        try clock.set(ahead: seconds)
        ahead = seconds
    }

    /// Logs in, and expects that the token is good at once and shows that the service goes by the clock as it was set.
    @discardableResult
    func logIn(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let token = try site.logIn("ann@example.org")
        let difference = try Site.issued(token) - time(nil) - ahead
        #expect((-60...1).contains(difference), "the clock is not as it was set", sourceLocation: sourceLocation)
        #expect(try accepts(token), "a new token is refused", sourceLocation: sourceLocation)
        return token
    }

    /// Whether an access token is good: another response than 401 to a request that changes nothing.
    func accepts(_ token: String) throws -> Bool {
        let response = try site.client.delete("/api/movies/\(String(repeating: "0", count: 24))", token: token)
        guard [401, 403].contains(response.status) else { throw Failure("\(response.status) \(response.text)") }
        return response.status == 403
    }

    /// Waits until the traces of tokens that are over by the clock as it was set are gone.
    func waitForSweep() throws {
        let now = time(nil) + ahead
        try wait(for: "the end of old tokens") {
            let counts = ["sessions", "links"].map { "(SELECT count(*) FROM \($0) WHERE expires <= \(now))" }
            return try site.sqlite("SELECT " + counts.joined(separator: " + ")) == "0"
        }
    }

    /// Puts another program in the place of sendmail.
    func replaceSendmail(_ script: String) throws {
        let path = site.directory["sendmail"]
        try Files.write(script, to: path + ".new", mode: 0o700)
        guard rename(path + ".new", path) == 0 else { throw Failure.system("rename") }
    }
}
