import Cryptography
import Glibc
import Memory
import MovieBag

/// The keys that tokens are signed with, from the environment or a file, never printed.
package struct TokenSecret: Sendable {
    /// The bytes that a key must have.
    package static let minimum = TokenKey.leastBytes

    package let ring: KeyRing
    /// A warning about where it came from.
    package let warning: String?
    /// The file to look at now and then, as its keys may change; `nil` where they cannot.
    package let file: String?

    /// Reads the keys from the one place that is given, or else from the file beside the database.
    ///
    /// What is wrong becomes a problem of `reader`; the file is only made when nothing else is wrong.
    ///
    /// - Parameter database: the path of the database; `nil` when it is no file.
    init?(_ reader: inout SettingsReader, database: String?) {
        let source = SecretSource(reader, database: database)
        if let problem = source.problem {
            // Where the database is has a problem of its own.
            if source == .both || reader.problems.isEmpty { reader.refuse(problem) }
            return nil
        }
        switch (reader.secret, source) {
        case (let given?, _): self.init(given, &reader)
        case (nil, .file(let path)): self.init(file: path, &reader)
        case (nil, .beside(let path)):
            guard reader.problems.isEmpty, Self.make(path, &reader) else { return nil }
            self.init(file: path, &reader)
        case (nil, _): return nil
        }
    }

    private init?(_ given: GivenSecret, _ reader: inout SettingsReader) {
        do throws(KeyRingError) {
            ring = KeyRing(try TokenKey(id: nil, bytes: given.bytes, created: UnixTime(seconds: 0)))
        } catch {
            reader.refuse(.secret, "holds \(given.bytes.count) bytes; at least \(Self.minimum) are needed")
            return nil
        }
        warning = given.place == .environment ? Self.environmentWarning : nil
        file = nil
    }

    private init?(file path: String, _ reader: inout SettingsReader) {
        do {
            let file = try KeyFile(path: path)
            ring = file.ring
            self.file = file.isRegular ? path : nil
        } catch {
            for problem in error.problems { reader.refuse(.secretFile, problem) }
            return nil
        }
        warning = nil
    }

    private static let environmentWarning = """
        MOVIE_BAG_JWT_SECRET is in the environment, which is shown by more programs than one would think: give it in a file, \
        by MOVIE_BAG_JWT_SECRET_FILE
        """

    /// - Returns: whether the file is there.
    private static func make(_ path: String, _ reader: inout SettingsReader) -> Bool {
        do {
            try makeUnlessThere(path)
            return true
        } catch {
            reader.refuse(.secretFile, "\(path) cannot be made: \(error)")
            return false
        }
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
