import Cryptography
import MovieBag
import Testing
import Web

/// Whether the time of a response tells which addresses have accounts, on a site that hides them.
///
/// The time is that of the whole response, storage included. Password hashes cost what scrypt does with ln=10, a thirtieth of
/// the standard.
@Suite("The time of a response about a hidden account")
@BlockingTests struct HiddenAccountTimeTests {
    /// How often each kind of address is tried, each time another address; where a log-in must tell, a fifth of that shows it.
    private static let samples = 300

    /// The cost of new password hashes, and of those that accounts have.
    private static let cost = (logN: 10, r: 8, p: 1)

    /// Known are addresses that an account has proved; for another link, those that wait for it.
    enum Request: CaseIterable {
        case signUp, logIn, forgot, resend

        /// Those that a random delay follows; a log-in has none.
        static let delayed = [signUp, forgot, resend]

        /// The password of a log-in is wrong.
        func call(_ email: String) -> Call {
            switch self {
            case .signUp: .signUp(email)
            case .logIn: Call("POST", "/api/auth/login", json: credentials(email, "wrong horse"))
            case .forgot: Call("POST", "/api/auth/forgot", json: #"{"email":\#(quoted(email))}"#)
            case .resend: Call("POST", "/api/auth/verify/resend", json: #"{"email":\#(quoted(email))}"#)
            }
        }
    }

    /// ASVS 6.3.8
    @Test(arguments: Request.allCases) func doesNotTellWhoHasAnAccount(request: Request) throws {
        let first = try Self.area(request, .asSetUp)
        if Self.tellsNothing(first) { return }
        // By chance one run is beyond these bounds in 300, two in a row in 100,000.
        let second = try Self.area(request, .asSetUp)
        #expect(Self.tellsNothing(second), "areas under the curve: \(first), \(second)")
    }

    /// What the random delay has to cover is little: the same work is done either way.
    @Test(arguments: Request.delayed) func hardlyTellsItWithoutTheRandomDelay(request: Request) throws {
        let first = try Self.area(request, .undelayed)
        if 0.25...0.75 ~= first { return }
        let second = try Self.area(request, .undelayed)
        #expect(0.25...0.75 ~= second, "areas under the curve: \(first), \(second)")
    }

    @Test(arguments: Request.allCases) func wouldTellItIfNothingWereDone(request: Request) throws {
        let samples = request == .logIn ? Self.samples / 5 : Self.samples
        let first = try Self.area(request, .off, samples)
        if max(first, 1 - first) > 0.9 { return }
        // Once more, as other processes may have covered the difference.
        let area = try Self.area(request, .off, samples)
        #expect(max(area, 1 - area) > 0.9, "areas under the curve: \(first), \(area)")
    }

    private static func tellsNothing(_ area: Double) -> Bool { 0.43...0.57 ~= area }

    /// What is done to hide accounts.
    private enum Measure {
        case asSetUp
        /// All but the random delay.
        case undelayed
        /// Nothing, not even a hash that covers what the storage does for a sign-up, or that an unknown address costs at a
        /// log-in.
        case off

        /// How often each address is tried, of which the quickest response counts: it is held up least by other processes.
        /// Where nothing must tell, only the first one counts, as it is the one that does the most.
        var attempts: Int { self == .off ? 3 : 1 }
    }

    /// The area under the curve of telling known addresses from unknown ones by the time that a request takes.
    private static func area(_ request: Request, _ measure: Measure, _ samples: Int = samples) throws -> Double {
        var limits = Limits()
        (limits.linksPerClient, limits.linksPerHour, limits.outboxMails) = (1_000_000, 1_000_000, 1_000_000)
        limits.guessesPerClient = 1_000_000
        var arrangement = Arrangement(limits: limits)
        arrangement.signUp = SignUpPolicy(requiresProof: true, hidesAccounts: measure != .off)
        if measure != .off { arrangement.scrypt = cost }
        if measure == .asSetUp { arrangement.longestDelay = .milliseconds(8) }
        var area = 0.0
        try withWorld(arrangement) { (world) throws in
            let (known, unknown) = (newAddresses(samples), newAddresses(samples))
            let hash = ScryptHash(ofNobody: try #require(ScryptParameters(logN: cost.logN, r: cost.r, p: cost.p)))
            let rows = known.enumerated().map { number, address in
                """
                (CAST('account \(number + 1000)' AS BLOB), '\(address)', '\(hash.phcString)',
                    \(request == .resend ? 0 : 1))
                """
            }
            try world.execute(
                "INSERT INTO accounts (id, email, password, verified) VALUES \(rows.joined(separator: ", "))")
            for address in newAddresses(20) { _ = try time(request, address, world) }
            var times: [Bool: [Int]] = [:]
            for (address, isKnown) in (known.map { ($0, true) } + unknown.map { ($0, false) }).shuffled() {
                let attempts = try (0..<measure.attempts).map { _ in
                    let (time, status) = try time(request, address, world)
                    #expect(measure == .off || status == (request == .logIn ? 401 : 200))
                    return time
                }
                times[isKnown, default: []].append(attempts.min() ?? 0)
            }
            area = areaUnderCurve(times[true] ?? [], times[false] ?? [])
            _ = try world.takeMails()
        }
        return area
    }

    /// How long a response takes, in nanoseconds.
    private static func time(
        _ request: Request, _ address: String, _ world: World
    ) throws -> (nanoseconds: Int, status: Int) {
        let call = request.call(address)
        let start = ContinuousClock.now
        let response = try world.service.response(call)
        let time = ContinuousClock.now - start
        return (Int(time.components.attoseconds / 1_000_000_000), response.status)
    }

    /// Addresses that no one had before, in this run and in others.
    private static func newAddresses(_ count: Int) -> [String] {
        (0..<count).map { _ in "\(String(UInt64.random(in: 0 ... .max), radix: 36))@example.org" }
    }
}
