import Mail
import MovieBag
import Testing
import Threads

/// A suite whose tests run a mail dispatcher over an outbox in memory.
protocol DispatcherSuite {
    var dispatching: Dispatching { get }
}

/// What a dispatcher is given in a test, and what it reports.
struct Dispatching {
    let clock = FixedClock()
    let outbox = RecordingOutbox()
    let channel = OutboxChannel()
    let events = Monitor<[OutboxEvent]>([])
}

extension DispatcherSuite {
    var clock: FixedClock { dispatching.clock }
    var outbox: RecordingOutbox { dispatching.outbox }
    var channel: OutboxChannel { dispatching.channel }
    var events: Monitor<[OutboxEvent]> { dispatching.events }

    /// A notice, or a link that expires.
    func mail(_ number: UInt8, expires: Int64? = nil) -> OutboxMail {
        let account = AccountID(.numbered(1))
        let content: OutboxMail.Content =
            expires.map {
                .reset(TokenClaims(account: account, purpose: .reset, issued: 0, expires: $0, id: "abc"))
            } ?? .notice(.passwordChanged)
        return OutboxMail(
            id: OutboxMailID(.numbered(number)), account: account, content: content, written: clock.clock.now)
    }

    /// A dispatcher that is not running yet.
    func dispatcher(_ transport: any MailTransport, _ rules: MailDispatcher.Rules) throws -> MailDispatcher {
        MailDispatcher(
            makeStore: { [outbox] in outbox }, writer: try .test(), transport: transport, clock: clock.clock,
            channel: channel, rules: rules
        ) { [events] event in events.withLock { $0.append(event) } }
    }

    /// Runs a dispatcher until every mail of the outbox has met its fate.
    func run(_ transport: any MailTransport, timeToItself: Duration = .seconds(60)) async throws -> [String] {
        var rules = MailDispatcher.Rules()
        rules.timeToItself = timeToItself
        rules.schedule = RetrySchedule(firstDelay: .seconds(100))
        rules.jitter = { 0.5 }
        rules.lookEvery = .milliseconds(20)
        let dispatcher = try dispatcher(transport, rules)
        let fates = try await blocking { [outbox] in
            let thread = try dispatcher.start()
            defer {
                dispatcher.stop()
                thread.join()
            }
            return outbox.fates()
        }
        return try #require(fates)
    }
}
