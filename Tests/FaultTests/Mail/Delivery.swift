import Cryptography
import Mail
import MovieBag
import MovieBagSQLite
import TestSite
import Threads
import TestFiles

/// The dispatcher with a real program and a real database in this process, and with a clock that a test moves.
final class Delivery {
    /// The state of a mail's row.
    struct Row: Equatable {
        let attempts: Int
        let isBuried: Bool
        let problem: String
    }

    let sendmail: FaultySendmail
    let clock = MovedClock()
    private let directory: TemporaryDirectory
    private let database: Database
    private let store: any Store
    private let account: Account
    private let channel = OutboxChannel()
    private let dispatcher: MailDispatcher
    private let thread: SystemThread
    private let events = Monitor<[OutboxEvent]>([])
    private var mailsWritten: UInt8 = 0

    /// Starts a dispatcher who waits for mails.
    ///
    /// - Parameter deadline: how long a run of the program may take.
    init(_ sendmail: FaultySendmail, deadline: Duration) throws {
        self.sendmail = sendmail
        directory = try TemporaryDirectory()
        database = try Database(path: directory["movie-bag.db"]) { _ in }
        store = database.makeStore(blockingRegion: UnannouncedBlockingRegion())
        account = Account(
            id: AccountID(Self.objectID(1)), email: EmailAddress("ann@example.org")!,  // Valid as it stands here.
            password: PasswordHash(phcString: "none"))
        try store.add(
            account,
            recording: AuditEntry(id: AuditEntryID(Self.objectID(1)), kind: .signedUp, account: account.id))
        var rules = MailDispatcher.Rules()
        rules.jitter = { 0.5 }
        dispatcher = MailDispatcher(
            makeStore: { [database] in database.makeStore(blockingRegion: UnannouncedBlockingRegion()) },
            writer: try Self.writer(),
            transport: Sendmail(path: sendmail.path, deadline: deadline),
            clock: clock.clock, channel: channel, rules: rules
        ) { [events] event in
            events.withLock { $0.append(event) }
            events.notifyAll()
        }
        thread = try dispatcher.start()
    }

    deinit {
        dispatcher.stop()
        thread.join()
        database.close()
    }

    /// Writes a mail and tells the dispatcher.
    func write() throws -> OutboxMailID {
        mailsWritten += 1
        let id = OutboxMailID(Self.objectID(mailsWritten))
        let now = clock.clock.now
        let claims = TokenClaims(
            account: account.id, purpose: .reset, issued: now.seconds, expires: now.seconds + 86_400,
            id: "token \(mailsWritten)")
        let reset = PendingLink(
            claims: claims, mail: OutboxMail(id: id, account: account.id, content: .reset(claims), written: now))
        _ = try store.begin(LinkRequest(from: .unidentified, at: now, link: reset), within: .none)
        channel.signal()
        return id
    }

    /// Makes time pass and tells the dispatcher, who looks by himself only every few seconds of real time.
    func letTimePass(_ duration: Duration) {
        clock.advance(duration)
        channel.signal()
    }

    /// Waits until this many things have happened, and returns all that has.
    func events(_ count: Int) throws -> [OutboxEvent] {
        let happened = events.wait(timeout: .seconds(30)) { $0.count >= count ? $0 : nil }
        guard let happened else { throw Failure("not \(count) events: \(events.withLock { $0 })") }
        return happened
    }

    /// When the next mail is due; `nil` when none waits.
    func nextDue() throws -> UnixTime? {
        // In 1970 nothing was due, so nothing is leased.
        let epoch = UnixTime(seconds: 0)
        guard case .none(let due) = try store.leaseNext(at: epoch, leaseEnd: epoch) else {
            throw Failure("a mail was due in 1970")
        }
        return due
    }

    /// The row of a mail; `nil` when there is none any more.
    func row(_ id: OutboxMailID) throws -> Row? {
        let sql = "SELECT attempts, buried IS NOT NULL, problem FROM outbox WHERE lower(hex(id)) = '\(id)'"
        let shell = try FinishedProgram(["sqlite3", "-batch", "-readonly", directory["movie-bag.db"], sql])
        guard shell.ending == .status(0) else { throw Failure("sqlite3: \(shell.errors)") }
        let fields = shell.output.split(separator: "\n").first?.split(separator: "|", omittingEmptySubsequences: false)
        return fields.map { Row(attempts: Int($0[0]) ?? -1, isBuried: $0[1] == "1", problem: String($0[2])) }
    }

    private static func objectID(_ number: UInt8) -> ObjectID {
        ObjectID(bytes: Array(repeating: 0, count: 11) + [number])!  // Twelve bytes, always valid.
    }

    private static func writer() throws -> MailComposer {
        MailComposer(
            texts: try MailTexts { try Files.text("\(Repository.path)/templates/\($0)") },
            sender: EmailAddress(Site.sender)!,  // Valid as it stands there.
            site: try PublicURL(parsing: "https://movies.example.org"),
            tokens: TokenIssuer(
                keys: try TokenKeys(
                    KeyRing(
                        try TokenKey(
                            id: nil, bytes: SecretBytes(Array("not a secret, only used by tests".utf8)),
                            created: UnixTime(seconds: 0))), clock: MovedClock().clock),
                lifetimes: TokenLifetimes(access: 600, reset: 86_400)))
    }
}

/// A clock that stands still until a test moves it.
final class MovedClock: Sendable {
    private let time = Monitor(UnixTime(seconds: 1_800_000_000))

    var clock: WallClock { WallClock { [self] in time.withLock { $0 } } }

    func advance(_ duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}
