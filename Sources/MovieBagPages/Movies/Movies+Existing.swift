import MovieBag

/// Tests: MovieEditPageTests.swift
extension Movies {
    /// A movie; `nil` when there is none with this identifier, as after its removal.
    func existing(_ id: MovieID) throws -> RevisedMovie? {
        do {
            return try movie(id)
        } catch MovieError.unknown {
            return nil
        }
    }
}
