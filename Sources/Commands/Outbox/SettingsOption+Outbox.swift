import MovieBag
import MovieBagStorage

/// Tests: OutboxCommandTests.swift
extension SettingsOption {
    /// Opens the outbox for `body`.
    ///
    /// - Throws: the exit status, after the reason was printed.
    func withOutbox(_ body: (any OutboxAdministration) throws -> Void) async throws {
        let location = try await database()
        do {
            let database = try location.maintenance.openExisting()
            defer { database.close() }
            try body(database.makeStore(blockingRegion: UnannouncedBlockingRegion()))
        } catch {
            throw CommandFailure.of(error)
        }
    }
}
