import Glibc

/// As whom a program runs when the tests run as root; an ordinary user's tests can only be that user.
enum Account {
    /// As whoever runs the tests.
    case own
    /// As www-data, for a server that refuses to serve as root.
    case unprivileged

    private static let name = "www-data"

    private var isAnother: Bool { self == .unprivileged && geteuid() == 0 }

    /// The command that starts a program as this account.
    var launcher: [String] {
        isAnother ? ["setpriv", "--reuid=\(Self.name)", "--regid=\(Self.name)", "--clear-groups"] : []
    }

    /// The command that starts a program whose sockets this account may open, as Debian's site has it: by their group.
    var groupLauncher: [String] {
        isAnother ? ["setpriv", "--regid=\(Self.name)", "--clear-groups"] : []
    }

    /// Gives this account a file, or a directory with all it holds.
    func own(_ path: String) throws {
        guard isAnother else { return }
        let change = try FinishedProgram(["chown", "-R", "\(Self.name):\(Self.name)", path])
        guard change.ending == .status(0) else { throw Failure("chown: \(change.errors)") }
    }

    /// Lets this account reach what stands below a directory and is its own.
    func reach(_ directory: String) throws {
        guard isAnother else { return }
        guard chmod(directory, 0o711) == 0 else { throw Failure.system("chmod \(directory)") }
    }
}
