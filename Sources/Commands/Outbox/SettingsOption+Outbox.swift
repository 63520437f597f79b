import MovieBag
import MovieBagConfiguration
import MovieBagSQLite

/// Tests: OutboxCommandTests.swift
extension SettingsOption {
    /// Opens the outbox for `body`.
    ///
    /// - Throws: the exit status, after the reason was printed.
    func withOutbox(_ body: (any OutboxAdministration) throws -> Void) async throws {
        let path = try await database()
        do {
            let database = try Database(existing: path) { _ in }
            defer { database.close() }
            try body(database.makeStore(blockingRegion: UnannouncedBlockingRegion()))
        } catch {
            throw CommandFailure.of(error)
        }
    }
}
