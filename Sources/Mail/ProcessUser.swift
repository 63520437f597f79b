import Glibc

/// The user that this process runs as, by its entry in the user database (passwd(5)).
///
/// Tests: SendmailIsolationTests.swift
struct ProcessUser: Sendable {
    let name: String
    /// The home directory; it need not exist.
    let home: String

    /// Looks the effective user up; `nil` when there is no entry, as for a bare number in a container, or when the user
    /// database cannot be asked. Blocks where users come from a network.
    static func current() -> ProcessUser? {
        // getpwuid_r(3): ERANGE asks for a larger buffer. No entry takes a megabyte.
        var size = 1024
        while size <= 1 << 20 {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            var buffer = [CChar](repeating: 0, count: size)
            let (code, user) = buffer.withUnsafeMutableBufferPointer { buffer -> (CInt, ProcessUser?) in
                guard let start = buffer.baseAddress else { return (ENOMEM, nil) }
                let code = getpwuid_r(geteuid(), &entry, start, buffer.count, &found)
                // The strings are in the buffer, so they are copied before it goes.
                return (code, found == nil ? nil : ProcessUser(entry))
            }
            guard code == ERANGE else { return user }
            size *= 4
        }
        return nil
    }

    private init?(_ entry: passwd) {
        guard let name = entry.pw_name.flatMap({ String(validatingCString: $0) }),
            let home = entry.pw_dir.flatMap({ String(validatingCString: $0) })
        else { return nil }
        (self.name, self.home) = (name, home)
    }
}
