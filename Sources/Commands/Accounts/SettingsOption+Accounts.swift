import Cryptography
import Glibc
import Logging
import Mail
import MovieBag
import MovieBagConfiguration
import MovieBagService
import MovieBagStorage
import ServiceLog

/// Tests: AccountCommandTests.swift
extension SettingsOption {
    /// Opens the accounts for `body`.
    ///
    /// - Parameter address: the one that errors are about.
    /// - Throws: the exit status, after the reason was printed.
    func withAccounts(about address: EmailAddress? = nil, _ body: (Administration) throws -> Void) async throws {
        let location = try await database()
        try explain(about: address) {
            let database = try location.maintenance.openExisting()
            defer { database.close() }
            let store = database.makeStore(blockingRegion: UnannouncedBlockingRegion())
            let processBytes = Random.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let maker = AuditEntryMaker(
                identifiers: ObjectIDGenerator(clock: .system, processBytes: processBytes), clock: .system)
            let audit = Audit(store: store, maker: maker, hidesAccounts: false) { _ in }
            try body(Administration(store: store, clock: .system, audit: audit))
        }
    }

    /// Opens the accounts for what needs the settings of the service too, as those that sign links.
    ///
    /// - Throws: as ``withAccounts(about:_:)``.
    func withAccess(
        about address: EmailAddress? = nil, _ body: (Composition, Settings) throws -> Void
    ) async throws {
        let settings = try await read { reader in
            // Before the settings are read to their end, which makes the secret.
            let isThere = reader.database?.file.map { access($0, F_OK) == 0 } ?? true
            return (
                database: reader.database, checked: isThere || !reader.problems.isEmpty ? try Settings(&reader) : nil
            )
        }
        guard let settings = settings.checked else {
            throw CommandFailure.of("there is no \(settings.database.map(String.init(describing:)) ?? "database")")
        }
        try explain(about: address) {
            let composition = try Composition(
                // What a command does is recorded, and its own words say it: the log has only what goes wrong.
                settings, log: Log(level: max(settings.logLevel, .warning), writer: .waiting), policy: .refuse)
            defer { composition.close() }
            try body(composition, settings)
        }
    }

    private func explain(about address: EmailAddress?, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw CommandFailure.of(address.flatMap { AccountRefusal(error, of: $0) } ?? error)
        }
    }
}
