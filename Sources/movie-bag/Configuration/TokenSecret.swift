import Cryptography
import FoundationEssentials
import Glibc

/// The key that tokens are signed with: at least 32 bytes, from the environment or a file, never printed.
struct TokenSecret: Sendable {
    static let minimum = 32

    let bytes: SecretBytes
    /// A warning about the file it came from.
    let warning: String?

    private init(bytes: SecretBytes, warning: String?) {
        self.bytes = bytes
        self.warning = warning
    }

    /// Reads the key from the one place that is given, or else from the file beside the database.
    ///
    /// What is wrong becomes a problem of `reader`; the file is only made when nothing else is wrong.
    init?(_ reader: inout SettingsReader, database: String) {
        let secret: TokenSecret?
        switch (reader.text(.secret), reader.text(.secretFile)) {
        case (let text?, nil):
            secret = Self.checked(Array(text.utf8), of: .secret, warning: nil, &reader)
        case (nil, let path?):
            secret = Self.file(path, &reader)
        case (.some, .some):
            reader.refuse(.secret, "is given together with MOVIE_BAG_JWT_SECRET_FILE; keep one of them")
            secret = nil
        case (nil, nil):
            secret = reader.problems.isEmpty ? Self.beside(database, &reader) : nil
        }
        guard let secret else { return nil }
        self = secret
    }

    private static func beside(_ database: String, _ reader: inout SettingsReader) -> TokenSecret? {
        let path = database + ".secret"
        do {
            try makeUnlessThere(path)
        } catch {
            reader.refuse(.secretFile, "\(path) cannot be made: \(error)")
            return nil
        }
        return file(path, &reader)
    }

    private static func file(_ path: String, _ reader: inout SettingsReader) -> TokenSecret? {
        do {
            guard access(path, R_OK) == 0 else { throw SystemError() }
            var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            var status = stat()
            let isOpen = stat(path, &status) == 0 && status.st_mode & 0o077 != 0
            let warning = isOpen ? "others than its owner may read \(path): chmod 600 it" : nil
            return checked(bytes, of: .secretFile, warning: warning, &reader)
        } catch {
            reader.refuse(.secretFile, "\(path) cannot be read: \(error)")
            return nil
        }
    }

    private static func checked(
        _ bytes: [UInt8], of name: SettingName, warning: String?, _ reader: inout SettingsReader
    ) -> TokenSecret? {
        guard bytes.count >= minimum else {
            reader.refuse(name, "holds \(bytes.count) bytes; at least \(minimum) are needed")
            return nil
        }
        return TokenSecret(bytes: SecretBytes(bytes), warning: warning)
    }

    /// Makes the file with a random key, for its owner only. It appears whole or not at all, and of several processes
    /// that start at once one makes it.
    private static func makeUnlessThere(_ path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        let draft = "\(path).\(getpid())"
        let key = Base64URL.encode(Random.bytes(minimum)) + [UInt8(ascii: "\n")]
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemError() }
        defer {
            close(file)
            unlink(draft)
        }
        guard write(file, key, key.count) == key.count, fsync(file) == 0 else { throw SystemError() }
        // link(2) never replaces: whoever comes second uses the first one's key.
        guard link(draft, path) == 0 || errno == EEXIST else { throw SystemError() }
    }

    /// What the system said last.
    private struct SystemError: Error, CustomStringConvertible {
        let description = String(cString: strerror(errno))
    }
}
