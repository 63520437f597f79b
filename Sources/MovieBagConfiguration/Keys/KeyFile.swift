import Cryptography
import Memory
import MovieBag
import Text

/// A file with the keys that sign tokens.
///
/// One that begins with the line `movie-bag keys 1` has a line for each key: its name or `-`, the key in base64url, and the
/// second from which on it signs, with spaces between them. Blank lines do not count, nor does how an editor ends lines and
/// whether it writes a byte order mark; anything else is refused. Any other file is one key without a name: all its bytes,
/// without one line end.
package struct KeyFile {
    package let ring: KeyRing
    /// Whether it is one key without a name, whose time is not known: in the ring it is 1970.
    package let isPlain: Bool
    /// Whether it can be looked at again later: a pipe gives its key once.
    package let isRegular: Bool
    private let modified: Int64

    static let firstLine = Array("movie-bag keys 1".utf8)
    /// What the first line of such files begins with, whatever their version is.
    private static let mark = Array("movie-bag keys".utf8)

    /// Reads a file.
    ///
    /// - Throws: ``KeyFileError`` with a sentence for each bad line, which never repeats what is written there; or why the
    ///   file cannot be read or trusted.
    package init(path: String) throws(KeyFileError) {
        let contents: FileContents
        do {
            contents = try FileContents(path: path)
        } catch {
            throw KeyFileError(problems: ["\(path) cannot be read: \(error)"])
        }
        defer { Memory.cleanse(contents.bytes) }
        guard !contents.isOpenToOthers else {
            throw KeyFileError(problems: [
                """
                others than its owner and the readers of its group may read or change \(path) (mode \(contents.modeText)): \
                chmod 600 it, and make a new one if others may have read it
                """
            ])
        }
        (ring, isPlain) = try Self.read(contents.bytes, path)
        isRegular = contents.isRegular
        modified = contents.modified
    }

    /// Reads what a file holds. The bytes stay as they are: they are their owner's to forget.
    ///
    /// - Parameter path: what errors call the file.
    /// - Throws: ``KeyFileError`` as ``init(path:)``.
    package init(_ bytes: [UInt8], path: String) throws(KeyFileError) {
        (ring, isPlain) = try Self.read(bytes, path)
        isRegular = true
        modified = 0
    }

    /// The ring with a time for a key that has none: that of the file's last change, or now if it is later than that.
    package func datedRing(at now: UnixTime) throws(KeyRingError) -> KeyRing {
        guard isPlain else { return ring }
        let time = UnixTime(seconds: min(max(modified, 0), now.seconds))
        return KeyRing(try TokenKey(id: nil, bytes: ring.oldest.bytes, created: time))
    }

    private static func read(_ bytes: [UInt8], _ path: String) throws(KeyFileError) -> (KeyRing, isPlain: Bool) {
        let lines = FileLines.of(bytes)
        let first = FileLines.trimmed(lines.first ?? [])
        if first.elementsEqual(firstLine) { return (try ring(lines.dropFirst(), path), false) }
        guard !startsWithMark(first) else {
            throw KeyFileError(problems: [
                "\(path), line 1: write `movie-bag keys 1`; this program knows no other version of such a file"
            ])
        }
        guard !isUTF16(bytes) else { throw KeyFileError(problems: ["\(path) is UTF-16 text; save it as UTF-8"]) }
        return (KeyRing(try plainKey(bytes, path)), true)
    }

    private static func ring(_ lines: ArraySlice<ArraySlice<UInt8>>, _ path: String) throws(KeyFileError) -> KeyRing {
        var ring: KeyRing?
        var problems: [String] = []
        for (number, line) in zip(2..., lines) where !FileLines.trimmed(line).isEmpty {
            do {
                let key = try KeyFileLine(line).key
                ring = try ring?.adding(key) ?? KeyRing(key)
            } catch {
                problems.append("\(path), line \(number): \(error)")
            }
        }
        if ring == nil, problems.isEmpty { problems.append("\(path) holds no key") }
        guard let ring, problems.isEmpty else { throw KeyFileError(problems: problems) }
        return ring
    }

    /// In any case, and with the mistakes that would make the whole file one key.
    private static func startsWithMark(_ line: ArraySlice<UInt8>) -> Bool {
        line.count >= mark.count && zip(line, mark).allSatisfy { $0.lowercased == $1 }
    }

    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return false }
        return startsWithMark(bytes[2...].prefix(2 * mark.count).filter { $0 != 0 }[...])
    }

    private static func plainKey(_ bytes: [UInt8], _ path: String) throws(KeyFileError) -> TokenKey {
        let key = bytes.withUnsafeBytes { bytes in
            SecretBytes(
                copying: UnsafeRawBufferPointer(rebasing: bytes.dropLast(bytes.last == UInt8(ascii: "\n") ? 1 : 0)))
        }
        do throws(KeyRingError) {
            return try TokenKey(id: nil, bytes: key, created: UnixTime(seconds: 0))
        } catch {
            let least = TokenKey.leastBytes
            throw KeyFileError(problems: ["\(path) holds \(key.count) bytes; at least \(least) are needed"])
        }
    }
}
