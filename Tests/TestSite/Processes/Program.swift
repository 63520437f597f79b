import Glibc

/// A child process whose output goes to a file. It is ended and collected with this object at the latest.
package final class Program {
    /// How a process ended.
    package enum Ending: Equatable {
        case status(Int32)
        case signal(Int32)
    }

    package let pid: pid_t
    private var ending: Ending?

    /// Starts a program; a name without a slash is looked for in PATH.
    ///
    /// It gets no environment but the one given, PATH, where shared libraries are, and the options of sanitizers; no
    /// descriptor but the standard three; and default signal handling.
    package init(
        _ command: [String], environment: [String: String] = [:], output: String, errors: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        if let errors {
            posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        // Swift does not see posix_spawn_file_actions_addclosefrom_np(3). Closing what is not open any more does no harm.
        for other in try Files.names(in: "/proc/self/fd").compactMap(Int32.init) where other > 2 {
            posix_spawn_file_actions_addclose(&actions, other)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let variables = Self.inherited.merging(environment) { $1 }.map { "\($0)=\($1)" }
        var pid: pid_t = 0
        let code = Self.withCStrings(command) { arguments in
            Self.withCStrings(variables) { variables in
                posix_spawn(&pid, Self.path(of: command[0]), &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw Failure("cannot start \(command[0]): \(String(cString: strerror(code)))") }
        self.pid = pid
    }

    deinit {
        end()
    }

    /// Ends it at once, unless it has ended.
    package func end() {
        guard ending == nil else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
        ending = .signal(SIGKILL)
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool { collect() == nil }

    /// Sends a signal, unless it has ended.
    package func send(_ signal: Int32) {
        if isRunning { kill(pid, signal) }
    }

    /// Waits for its end.
    @discardableResult
    package func waitForEnd(limit: Duration = .seconds(20)) throws -> Ending {
        try wait(for: "the end of process \(pid)", limit: limit, toFind: collect)
    }

    private func collect() -> Ending? {
        if ending != nil { return ending }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        // WIFEXITED and its like are macros that Swift does not see (wait(2)).
        ending = status & 0x7f == 0 ? .status(status >> 8 & 0xff) : .signal(status & 0x7f)
        return ending
    }
}

extension Program {
    private static let inherited: [String: String] = {
        var kept = ["PATH": searchPath]
        for name in ["LD_LIBRARY_PATH", "TSAN_OPTIONS", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"] {
            if let value = getenv(name) { kept[name] = String(cString: value) }
        }
        return kept
    }()

    /// Some users lack the directories where nginx is.
    private static let searchPath = (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"

    private static func path(of name: String) -> String {
        if name.contains("/") { return name }
        let candidates = searchPath.split(separator: ":").map { "\($0)/\(name)" }
        return candidates.first { access($0, X_OK) == 0 } ?? name
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
