import Glibc
import TestSite

/// Counts the checkpoints of a database, from outside, by looking at its files again and again.
final class CheckpointObserver {
    /// What was seen.
    struct Count: Sendable {
        /// How often the number of copied frames was seen to grow. Those between two looks count as one.
        var checkpoints = 0
        /// How often the log was begun anew: the difference of the sequence number in its header.
        var newLogs = 0
        /// How large its file was, in bytes.
        var longestLog = 0
    }

    private let database: String
    private let sequence: Int
    private let finish = MixedWriter.End()
    private let crowd: Crowd<Count>

    init(of database: String) throws {
        self.database = database
        let sequence = try Self.sequence(of: database)
        self.sequence = sequence
        crowd = try Crowd(1) { [finish] _ in
            var count = Count()
            var copied = UInt32(0)
            while !finish.isReached {
                let now = try CheckpointState(of: database).copied
                if now > copied { count.checkpoints += 1 }
                copied = now
                count.longestLog = max(count.longestLog, try Self.length(of: database))
                usleep(1000)
            }
            count.newLogs = try Self.sequence(of: database) - sequence
            return count
        }
    }

    deinit {
        finish.reach()
    }

    /// How often the log was begun anew until now.
    var newLogs: Int {
        get throws { try Self.sequence(of: database) - sequence }
    }

    /// Stops looking.
    func end() throws -> Count {
        finish.reach()
        return try crowd.outputs()[0]
    }

    private static func length(of database: String) throws -> Int {
        var status = stat()
        guard stat("\(database)-wal", &status) == 0 else { throw Failure.system("stat \(database)-wal") }
        return Int(status.st_size)
    }

    /// Bytes 12 to 15 of the log ([The WAL File Format](https://www.sqlite.org/fileformat2.html#walformat)).
    private static func sequence(of database: String) throws -> Int {
        let log = open("\(database)-wal", O_RDONLY | O_CLOEXEC)
        guard log >= 0 else { throw Failure.system("open \(database)-wal") }
        defer { close(log) }
        var bytes: [UInt8] = [0, 0, 0, 0]
        guard pread(log, &bytes, 4, 12) == 4 else { throw Failure.system("read \(database)-wal") }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
