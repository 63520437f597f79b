/// Why a write was not done, or why that is not known.
///
/// Tests: GroupCommitWriterTests.swift
package enum WriterError: Error, Equatable {
    /// It could not begin within the limit: it was withdrawn, and has certainly changed nothing.
    case timedOut
    /// The transaction that it was part of could not begin or be committed; nothing of it is visible.
    case unavailable(SQLiteError)
    /// It was committed, but the files of the database had been moved or removed by then: whether the next start finds it
    /// depends on where they are then.
    case unconfirmed(SQLiteError)
    /// The writer has been stopped.
    case stopped
}

extension WriterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .timedOut: "the write could not begin in time"
        case .unavailable(let error): "the write could not be committed: \(error)"
        case .unconfirmed(let error): "the write was committed, but perhaps not where it will be looked for: \(error)"
        case .stopped: "the writer has been stopped"
        }
    }
}
