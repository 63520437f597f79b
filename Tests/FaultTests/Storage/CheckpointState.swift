import TestSite

/// How far the write-ahead log of a database has been copied into it, from the log's index in shared memory
/// ([The WAL-Index File Format](https://www.sqlite.org/walformat.html#the_wal_index_file_format)).
struct CheckpointState {
    /// Frames that have been copied for certain, and those that somebody began to copy.
    let copied: UInt32
    let attempted: UInt32

    init(of database: String) throws {
        let index = try Files.bytes("\(database)-shm")
        guard index.count >= 132 else { throw Failure("\(database)-shm has but \(index.count) bytes") }
        copied = Self.number(in: index, at: 96)
        attempted = Self.number(in: index, at: 128)
    }

    /// Whether a checkpoint has begun to copy and has not said that it has ended.
    var isUnfinished: Bool { attempted > copied }

    /// In the byte order of the machine, as this file never leaves it.
    private static func number(in bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
