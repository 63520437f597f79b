import MovieBag
import MovieBagConfiguration

/// What worker processes find in their environment in place of what the supervisor finds in its own.
///
/// Tests: LinkedDatabaseTests.swift
enum WorkerVariables {
    /// Where the database is: its path as the supervisor has resolved it, at its start or at a reload. A worker process that
    /// takes the place of a dead one must not follow a symbolic link that leads elsewhere by then, or one service would
    /// write to two databases. The environment goes before the file of settings.
    ///
    /// - Parameter database: `nil` when the setting names none that this version knows: another version, which a reload
    ///   starts, judges by itself.
    static func of(_ database: StorageLocation?) -> [String: String] {
        database?.file.map { [SettingName.database.rawValue: $0] } ?? [:]
    }
}
