import MovieBag
import MovieBagSQLite

/// The one place that knows which backend is responsible for a location.
///
/// Tests: StorageLocationTests.swift
extension StorageLocation {
    /// What the storage there is asked from beside, and opened by.
    package var maintenance: any StorageMaintenance {
        switch self {
        case .file(let path): SQLiteMaintenance(path: path)
        }
    }
}
