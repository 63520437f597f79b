import Cryptography
import Memory
import Text

/// The settings in a file. Every line is blank, a comment that begins with `#`, or `NAME=value`; spaces around the name
/// and around the value do not count, and of a name that occurs twice the last one counts.
///
/// A line that is nothing of these is refused and not passed over: the setting that was meant would silently not hold.
/// How an editor ends lines (LF, CR LF or CR) and whether it writes a byte order mark does not matter.
package struct SettingsFile {
    /// Every value, by name, but that of MOVIE_BAG_JWT_SECRET.
    package private(set) var values: [String: String] = [:]
    /// The value of MOVIE_BAG_JWT_SECRET, which is never a text; `nil` when it is not in the file.
    private(set) var secret: SecretBytes?
    /// Whether others may look at the file or change it.
    private(set) var isOpenToOthers = false
    /// The mode as `chmod` takes it.
    private(set) var modeText = ""

    /// Reads a file.
    ///
    /// - Throws: ``SettingsError`` with a sentence for each bad line, which names the file and the number of the line and
    ///   never repeats what is written there; or why the file cannot be read.
    init(path: String) throws(SettingsError) {
        let contents: FileContents
        do {
            contents = try FileContents(path: path)
        } catch {
            throw SettingsError(problems: [
                SettingsProblem(nil, kind: .unreadableFile, "the settings file \(path) cannot be read: \(error)")
            ])
        }
        // It may hold the secret.
        defer { Memory.cleanse(contents.bytes) }
        try self.init(contents.bytes, path: path)
        isOpenToOthers = contents.isOpenToOthers
        modeText = contents.modeText
    }

    /// Reads what a file holds.
    ///
    /// - Parameter path: what errors call the file.
    /// - Throws: ``SettingsError`` as ``init(path:)``.
    package init(_ bytes: [UInt8], path: String) throws(SettingsError) {
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw SettingsError(problems: [
                SettingsProblem(nil, kind: .unreadableFile, "\(path) is UTF-16 text; save it as UTF-8")
            ])
        }
        var problems: [SettingsProblem] = []
        for (number, line) in zip(1..., FileLines.of(bytes)) {
            do throws(SettingsLineError) {
                try take(line)
            } catch {
                problems.append(SettingsProblem(nil, kind: .line, "\(path), line \(number): \(error)"))
            }
        }
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws(SettingsLineError) {
        let line = FileLines.trimmed(line)
        guard let first = line.first, first != UInt8(ascii: "#") else { return }
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { throw SettingsLineError(withoutValue: line) }
        let name = FileLines.trimmed(line[..<equals])
        guard Self.isName(name) else { throw SettingsLineError(name: name) }
        let value = FileLines.trimmed(line[(equals + 1)...])
        let known = String(decoding: name, as: UTF8.self)
        // What other programs make of theirs is up to them.
        if SettingName(rawValue: known) != nil, let problem = SettingsLineError(name: known, value: value) {
            throw problem
        }
        if known == SettingName.secret.rawValue {
            // Copied by hand: a slice that became an array would be one more place to overwrite.
            secret = value.withUnsafeBytes { SecretBytes(copying: $0) }
        } else {
            guard let text = String(validating: value, as: UTF8.self) else { throw .notUTF8 }
            // As ever, the white space of Unicode too.
            let end = text.lastIndex { !$0.isWhitespace }.map { text[...$0] } ?? ""
            values[known] = String(end.drop(while: \.isWhitespace))
        }
    }

    /// Whether a shell would take it as a name. Those of this program are in capital letters.
    private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, !first.isDigit else { return false }
        guard text.allSatisfy({ $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }) else { return false }
        let name = String(decoding: text, as: UTF8.self)
        return !name.uppercased().contains(SettingName.prefix) || name == name.uppercased()
    }
}
