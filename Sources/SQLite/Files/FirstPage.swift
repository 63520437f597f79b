import Glibc

/// What the first page of a database says, read from its files without SQLite, which cannot look into a write-ahead log
/// whose index is missing without making one.
///
/// It is what a connection would see that opened the database now: the first page lies in the file or, when it has been
/// written since, in the log.
package struct FirstPage: Equatable {
    /// `PRAGMA application_id`.
    package let applicationID: Int32
    /// `PRAGMA user_version`.
    package let userVersion: Int32
    /// Whether there is no table.
    package let isEmpty: Bool

    /// Reads it.
    ///
    /// This process must not have the database open: closing a descriptor of its file drops all locks that a process holds
    /// on it ([How To Corrupt, 2.2](https://www.sqlite.org/howtocorrupt.html)).
    ///
    /// - Returns: `nil` for what is no SQLite database or cannot be read.
    package init?(of path: String) {
        let isInLog = Self.read(path + "-wal").flatMap { log in
            defer { close(log) }
            return Self.latest(inLog: log)
        }
        if let page = isInLog {
            self.init(page: page)
            return
        }
        guard let file = Self.read(path) else { return nil }
        defer { close(file) }
        self.init(page: Self.bytes(of: file, at: 0, count: Self.prefix))
    }

    /// As much of the page as is read: the header of the database and of the tree with its schema.
    private static let prefix = 108

    /// The fields of the database header and of the B-tree page behind it
    /// ([Database File Format, 1.3 and 1.6](https://www.sqlite.org/fileformat2.html)).
    init?(page: [UInt8]?) {
        guard let page, page.count >= Self.prefix, page.starts(with: Array("SQLite format 3\0".utf8)) else {
            return nil
        }
        userVersion = Int32(bitPattern: Self.number(page[60..<64]))
        applicationID = Int32(bitPattern: Self.number(page[68..<72]))
        // A leaf without a cell; a page further up has at least one.
        isEmpty = page[100] == 13 && Self.number(page[103..<105]) == 0
    }

    /// The latest committed first page of a write-ahead log; `nil` when it holds none.
    ///
    /// A frame is of this log when it has its salts, and committed when a frame with a size of the database follows
    /// ([WAL-mode File Format, 1](https://www.sqlite.org/walformat.html)). Their checksums are left to SQLite.
    private static func latest(inLog log: Int32) -> [UInt8]? {
        guard let header = bytes(of: log, at: 0, count: 32), number(header[0..<4]) & ~1 == 0x377f_0682 else {
            return nil
        }
        let pageSize = Int(number(header[8..<12]))
        guard (512...65_536).contains(pageSize) else { return nil }
        var (committed, candidate): ([UInt8]?, [UInt8]?)
        var offset = 32
        while let frame = bytes(of: log, at: offset, count: 24 + prefix), frame[8..<16].elementsEqual(header[16..<24]) {
            if number(frame[0..<4]) == 1 { candidate = Array(frame[24...]) }
            if number(frame[4..<8]) != 0 { committed = candidate ?? committed }
            offset += 24 + pageSize
        }
        return committed
    }

    private static func read(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        return descriptor < 0 ? nil : descriptor
    }

    private static func bytes(of file: Int32, at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return pread(file, &bytes, count, off_t(offset)) == count ? bytes : nil
    }

    /// A number with its highest byte first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
