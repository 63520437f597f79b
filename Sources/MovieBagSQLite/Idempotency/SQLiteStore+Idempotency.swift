import MovieBag
import SQLite

/// Tests: IdempotencyStoreTests.swift
extension SQLiteStore: IdempotencyStore {
    func add(
        _ movie: Movie, within quota: MovieQuota, once request: IdempotentRequest,
        response: @escaping @Sendable (RevisedMovie) -> [UInt8]
    ) throws -> StoredResponse {
        // On this thread, as all writes wait for the writer's.
        let document = MovieDocument(movie)
        // A refusal is returned, not thrown, so that it is committed.
        let (outcome, isReplayed) = try write { connection in
            // It may have been removed after its token was checked.
            guard try connection.isDisabled(movie.owner) != nil else { throw TokenError.invalid }
            if let known = try connection.outcome(of: request) { return (known, true) }
            let outcome = try connection.outcome(ofAdding: movie, document, within: quota, response)
            try connection.keep(outcome, of: request, by: movie.owner)
            return (outcome, false)
        }
        switch outcome {
        case .done(let bytes): return StoredResponse(bytes: bytes, isReplayed: isReplayed)
        case .refused(let reason) where isReplayed: throw RepeatedRefusal(reason)
        case .refused(let reason): throw reason
        }
    }
}

extension Connection {
    /// Adds a movie; what refuses it by a unique value is an outcome too. Nothing was changed then but a movie that is not seen any
    /// more, which may be gone.
    fileprivate func outcome(
        ofAdding movie: Movie, _ document: MovieDocument, within quota: MovieQuota,
        _ response: (RevisedMovie) -> [UInt8]
    ) throws -> IdempotentOutcome {
        do {
            return .done(response(try add(movie, document, within: quota)))
        } catch let error as MovieError {
            return .refused(error)
        }
    }
}
