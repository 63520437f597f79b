/// Where a storage is. Which backend is responsible for it is decided in one place, `StorageLocation.maintenance` of
/// MovieBagStorage.
///
/// Tests: StorageLocationTests.swift
package enum StorageLocation: Sendable, Equatable {
    /// A file of this machine, with what stands beside it under names that begin with its path.
    case file(String)

    /// The path of the file, for what is only asked of files; `nil` for a storage that is none.
    package var file: String? {
        switch self {
        case .file(let path): path
        }
    }
}

extension StorageLocation: CustomStringConvertible {
    /// For people: it holds no password.
    package var description: String {
        switch self {
        case .file(let path): path
        }
    }
}
