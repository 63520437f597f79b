import MovieBag
import MovieBagSQLite

/// Where the commands get at the outbox.
enum OutboxDesk {
    /// Opens the outbox for `body`.
    ///
    /// - Throws: the exit status, after the reason was printed.
    static func open(
        _ settings: SettingsOption, _ body: (any OutboxAdministration) throws -> Void
    ) async throws {
        let path = try await settings.database()
        do {
            let database = try Database(existing: path) { _ in }
            defer { database.close() }
            try body(database.makeStore(slowWork: UnannouncedWork()))
        } catch {
            throw Refusal.of(error)
        }
    }
}
