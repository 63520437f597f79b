import Threads

/// Why a server cannot run.
package enum ServerError: Error, Equatable, CustomStringConvertible {
    /// The system refused a descriptor.
    case system(SystemFailure)
    /// The system refused a thread.
    case thread(ThreadError)

    package var description: String {
        switch self {
        case .system(let failure): failure.description
        case .thread(let error): error.description
        }
    }
}
