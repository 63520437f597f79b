import Cryptography
import Glibc
import Memory

/// The key that tokens are signed with: at least 32 bytes, from the environment or a file, never printed.
package struct TokenSecret: Sendable {
    package static let minimum = 32

    package let bytes: SecretBytes
    /// A warning about where it came from.
    package let warning: String?

    private init(bytes: SecretBytes, warning: String?) {
        self.bytes = bytes
        self.warning = warning
    }

    /// Reads the key from the one place that is given, or else from the file beside the database.
    ///
    /// What is wrong becomes a problem of `reader`; the file is only made when nothing else is wrong.
    ///
    /// - Parameter database: the path of the database; `nil` when it is no file.
    init?(_ reader: inout SettingsReader, database: String?) {
        let secret: TokenSecret?
        switch (reader.secret, reader.text(.secretFile)) {
        case (let given?, nil):
            let warning = given.place == .environment ? Self.environmentWarning : nil
            secret = Self.checked(given.bytes, of: .secret, warning: warning, &reader)
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

    private static let environmentWarning = """
        MOVIE_BAG_JWT_SECRET is in the environment, which is shown by more programs than one would think: give it in a file, \
        by MOVIE_BAG_JWT_SECRET_FILE
        """

    private static func beside(_ database: String?, _ reader: inout SettingsReader) -> TokenSecret? {
        guard let database else {
            reader.refuse(.secretFile, "must be given, since there is no database file that a key could be kept beside")
            return nil
        }
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
        let contents: FileContents
        do throws(SystemError) {
            contents = try FileContents(path: path)
        } catch {
            reader.refuse(.secretFile, "\(path) cannot be read: \(error)")
            return nil
        }
        defer { Memory.cleanse(contents.bytes) }
        guard !contents.isOpenToOthers else {
            reader.refuse(
                .secretFile,
                """
                others than its owner and the readers of its group may read or change \(path) (mode \(contents.modeText)): \
                chmod 600 it, and make a new one if others may have read it
                """)
            return nil
        }
        let hasNewline = contents.bytes.last == UInt8(ascii: "\n")
        let key = contents.bytes.withUnsafeBytes { bytes in
            SecretBytes(copying: UnsafeRawBufferPointer(rebasing: bytes.dropLast(hasNewline ? 1 : 0)))
        }
        return checked(key, of: .secretFile, warning: nil, &reader)
    }

    private static func checked(
        _ bytes: SecretBytes, of name: SettingName, warning: String?, _ reader: inout SettingsReader
    ) -> TokenSecret? {
        guard bytes.count >= minimum else {
            reader.refuse(name, "holds \(bytes.count) bytes; at least \(minimum) are needed")
            return nil
        }
        return TokenSecret(bytes: bytes, warning: warning)
    }

    /// Makes the file with a random key, for its owner only. It appears whole or not at all, and of several processes
    /// that start at once one makes it.
    private static func makeUnlessThere(_ path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        // Not the number of the process: in a container that is always the same, and a crash may have left one.
        let draft = "\(path).\(UInt64.random(in: .min ... .max))"
        let random = Random.bytes(minimum)
        var key = Base64URL.encode(random)
        // It has room for that, so it stays where it is.
        key.append(UInt8(ascii: "\n"))
        defer {
            Memory.cleanse(random)
            Memory.cleanse(key)
        }
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemError() }
        defer {
            close(file)
            unlink(draft)
        }
        guard write(file, key, key.count) == key.count, fsync(file) == 0 else { throw SystemError() }
        // link(2) never replaces: the process that comes second uses the first one's key.
        guard link(draft, path) == 0 || errno == EEXIST else { throw SystemError() }
    }
}
