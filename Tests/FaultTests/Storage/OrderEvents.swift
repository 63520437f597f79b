/// What a record says of files and conversations, in the order of time.
enum StorageEvent {
    /// A change of a file, or of which files there are; it may reach the disk from its beginning on.
    case change(file: String, FileChange, ended: Int)
    /// The end of a flush, which holds for what had ended when it began. Of a directory: for its entries.
    case flushed(file: String, began: Int)
    /// Bytes that came through a socket.
    case received(socket: String, [UInt8])
    /// Bytes that are about to leave through a socket.
    case sent(socket: String, [UInt8])

    enum FileChange: Equatable {
        case write(offset: Int, [UInt8])
        case resize(Int)
        case appear
        case vanish
    }
}

/// An event, and the line of the record on which it stands.
struct TimedEvent {
    let time: Int
    let event: StorageEvent

    /// The events that concern a database: its file, its logs, its directory, and every socket.
    static func all(in calls: [RecordedCall], database: String) -> [TimedEvent] {
        let files = ["", "-wal", "-journal"].map { database + $0 }
        let directory = Self.directory(of: database)
        return calls.compactMap { event($0, files, directory) }.sorted { $0.time < $1.time }
    }

    /// The part of a whole path before its last slash.
    static func directory(of file: String) -> String {
        String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
    }

    private static func event(_ call: RecordedCall, _ files: [String], _ directory: String) -> TimedEvent? {
        func change(_ file: String, _ change: StorageEvent.FileChange) -> TimedEvent? {
            guard files.contains(file) else { return nil }
            return TimedEvent(time: call.began, event: .change(file: file, change, ended: call.ended))
        }
        switch call.name {
        case "pwrite64":
            guard files.contains(call.descriptor), let offset = call.lastNumber else { return nil }
            return change(call.descriptor, .write(offset: offset, call.data))
        case "ftruncate":
            return call.lastNumber.flatMap { change(call.descriptor, .resize($0)) }
        case "open", "openat", "mknod", "mknodat":
            guard call.result != nil, call.name.hasPrefix("mknod") || call.holds("O_CREAT") else { return nil }
            return change(String(decoding: call.data, as: UTF8.self), .appear)
        case "unlink", "unlinkat":
            guard call.result != nil else { return nil }
            return change(String(decoding: call.data, as: UTF8.self), .vanish)
        case "fdatasync", "fsync":
            guard call.result == 0, files.contains(call.descriptor) || call.descriptor == directory else { return nil }
            return TimedEvent(time: call.ended, event: .flushed(file: call.descriptor, began: call.began))
        case "read", "recvfrom":
            guard isSocket(call.descriptor), let count = call.result, count > 0 else { return nil }
            return TimedEvent(time: call.ended, event: .received(socket: call.descriptor, call.data))
        case "write", "writev", "sendto", "sendmsg":
            guard isSocket(call.descriptor) else { return nil }
            return TimedEvent(time: call.began, event: .sent(socket: call.descriptor, call.data))
        default: return nil
        }
    }

    private static func isSocket(_ descriptor: String) -> Bool {
        descriptor.hasPrefix("UNIX") || descriptor.hasPrefix("socket:")
    }
}
