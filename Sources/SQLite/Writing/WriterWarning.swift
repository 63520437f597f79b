/// Trouble that costs no data, for the log.
///
/// Tests: CheckpointerTests.swift
package enum WriterWarning: Sendable, Equatable {
    /// The WAL could not be moved into the database, so it grows.
    case checkpointFailed(SQLiteError)
    /// A connection reads for so long that the WAL grows.
    case longReader(LongReader)
}

extension WriterWarning: CustomStringConvertible {
    package var description: String {
        switch self {
        case .checkpointFailed(let error): "the write-ahead log could not be moved into the database: \(error)"
        case .longReader(let reader): "\(reader)"
        }
    }
}
