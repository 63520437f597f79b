/// A disk as it may be found after the power failed: what was flushed is there, of the rest nobody knows.
struct ReplayDisk {
    /// Which of the changes that had not been flushed reached the disk.
    enum Luck: CaseIterable {
        case none
        case all
        case some
        /// All, but the last write only by half.
        case torn
    }

    private typealias Change = (change: StorageEvent.FileChange, ended: Int)

    private let directory: String
    private var contents: [String: [UInt8]] = [:]
    private var entries: Set<String> = []
    private var pending: [String: [Change]] = [:]
    private var pendingEntries: [(file: String, change: Change)] = []

    /// The directory of a database that has not been made.
    init(database: String) { directory = TimedEvent.directory(of: database) }

    mutating func take(_ event: StorageEvent) {
        switch event {
        case .change(let file, let change, let ended):
            if change == .appear || change == .vanish {
                pendingEntries.append((file, (change, ended)))
            } else {
                pending[file, default: []].append((change, ended))
            }
        case .flushed(directory, let began):
            for (file, change) in pendingEntries where change.ended < began {
                Self.apply(change.change, to: file, &entries)
            }
            pendingEntries.removeAll { $0.change.ended < began }
        case .flushed(let file, let began):
            for change in pending[file] ?? [] where change.ended < began {
                Self.apply(change.change, to: &contents[file, default: []])
            }
            pending[file]?.removeAll { $0.ended < began }
        case .received, .sent: break
        }
    }

    /// Whether nothing is left to luck.
    var isSettled: Bool { pendingEntries.isEmpty && pending.values.allSatisfy(\.isEmpty) }

    /// The files that a start would find.
    func files(_ luck: Luck, using generator: inout some RandomNumberGenerator) -> [String: [UInt8]] {
        var contents = contents
        var entries = entries
        for (file, change) in pendingEntries where Self.reaches(luck, &generator) {
            Self.apply(change.change, to: file, &entries)
        }
        for (file, changes) in pending {
            for (index, change) in changes.enumerated() where Self.reaches(luck, &generator) {
                let isTorn = luck == .torn && index == changes.count - 1
                Self.apply(isTorn ? change.change.half : change.change, to: &contents[file, default: []])
            }
        }
        return contents.filter { entries.contains($0.key) }.merging(entries.map { ($0, []) }) { bytes, _ in bytes }
    }

    private static func reaches(_ luck: Luck, _ generator: inout some RandomNumberGenerator) -> Bool {
        switch luck {
        case .none: false
        case .all, .torn: true
        case .some: Bool.random(using: &generator)
        }
    }

    private static func apply(_ change: StorageEvent.FileChange, to file: String, _ entries: inout Set<String>) {
        if change == .vanish { entries.remove(file) } else { entries.insert(file) }
    }

    private static func apply(_ change: StorageEvent.FileChange, to contents: inout [UInt8]) {
        switch change {
        case .write(let offset, let bytes):
            let end = offset + bytes.count
            if contents.count < end { contents += [UInt8](repeating: 0, count: end - contents.count) }
            contents.replaceSubrange(offset..<end, with: bytes)
        case .resize(let size):
            contents = contents.prefix(size) + [UInt8](repeating: 0, count: max(0, size - contents.count))
        case .appear, .vanish: break
        }
    }
}

extension StorageEvent.FileChange {
    /// The same change when the power fails in the midst of it.
    fileprivate var half: StorageEvent.FileChange {
        if case .write(let offset, let bytes) = self {
            .write(offset: offset, Array(bytes.prefix(bytes.count / 2)))
        } else {
            self
        }
    }
}
