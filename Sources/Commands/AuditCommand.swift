import ArgumentParser
import Mail
import MovieBag
import MovieBagStorage
import Text

/// `movie-bag audit`: what was recorded of accounts.
///
/// Tests: AuditCommandTests.swift
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "List what was recorded of accounts, the newest first.",
        discussion: """
            The columns, with a tab between them: id; time in UTC; kind; account; the account that did it; address of the client; \
            name of the request; further detail; how often. What is not known is -. Go on with --after and the \
            last id.
            """)

    @Option(help: "Only of this account: its address or its id.")
    var account: String?

    @Option(
        help: ArgumentHelp(
            "Only of this kind: \(AuditKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"))
    var kind: AuditKind?

    @Option(help: "At most so many, 1 to 10000.")
    var limit = 100

    @Option(help: "Only those before this one.", transform: AuditEntryID.init(argument:))
    var after: AuditEntryID?

    @Flag(help: "A JSON object on each line, as the API has it.")
    var json = false

    @OptionGroup var settings: SettingsOption

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be a number from 1 to 10000") }
    }

    func run() async throws {
        let location = try await settings.database()
        do {
            let database = try location.maintenance.openExisting()
            defer { database.close() }
            let store = database.makeStore(blockingRegion: UnannouncedBlockingRegion())
            let query = AuditQuery(
                account: try account.map { try Self.account($0, store) }, kind: kind, after: after, limit: limit)
            for record in try store.records(query) {
                print(json ? String(decoding: record.json, as: UTF8.self) : record.line)
            }
        } catch {
            throw CommandFailure.of(error)
        }
    }

    private static func account(_ text: String, _ store: any Store) throws -> AccountID {
        if let id = AccountID(hexadecimal: Array(text.utf8)[...]) { return id }
        guard let address = EmailAddress(text), let account = try store.account(withEmail: address) else {
            throw UnknownAccount(account: text)
        }
        return account.id
    }

    private struct UnknownAccount: Error, CustomStringConvertible {
        let account: String
        var description: String { "no account has the address or id \(account)" }
    }
}

extension AuditKind: ExpressibleByArgument {}

extension AuditEntryID {
    fileprivate init(argument: String) throws {
        guard let id = AuditEntryID(hexadecimal: Array(argument.utf8)[...]) else {
            throw ValidationError("\(argument) is no id: these have 24 lower-case hexadecimal digits")
        }
        self = id
    }
}

extension AuditRecord {
    /// One line, with a tab between the columns; no value of a row breaks it.
    fileprivate var line: String {
        let columns = [
            "\(id)", "\(time)", kind, account.map { "\($0)" }, actor.map { "\($0)" }, client, request, detail,
            "\(times)",
        ]
        return columns.map { column in
            String(
                decoding: (column ?? "-").utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") },
                as: UTF8.self)
        }.joined(separator: "\t")
    }
}
