import FoundationEssentials
import Glibc

/// What the process was started with and on.
enum ProcessEnvironment {
    /// The environment variables.
    static var variables: [String: String] { ProcessInfo.processInfo.environment }
}

/// The processors of the machine.
enum Processors {
    /// Those that this process may run on, at least 1.
    static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
