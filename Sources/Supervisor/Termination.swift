import Glibc
import Processes

/// How a process ended, from the status of `wait(2)`, whose macros Swift does not see.
enum Termination: CustomStringConvertible, Equatable {
    case status(Int32)
    case signal(Int32)

    init(_ status: Int32) {
        self = status & 0x7f == 0 ? .status(status >> 8 & 0xff) : .signal(status & 0x7f)
    }

    /// The exit status of a supervisor that ends because of it.
    var exitStatus: Int32 {
        if case .status(let number) = self, number != 0 { return number }
        return ExitStatus.failure.rawValue
    }

    var description: String {
        switch self {
        case .status(let number): "ended with status \(number)"
        case .signal(let number): "was ended by signal \(number) (\(String(cString: strsignal(number))))"
        }
    }
}
