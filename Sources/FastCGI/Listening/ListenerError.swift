/// Why there is no socket to listen on.
///
/// Tests: ListenerTests.swift
package enum ListenerError: Error, Equatable, CustomStringConvertible {
    /// Something that is not a socket stands at the path; it is left alone.
    case notASocket(path: String)
    /// A running service answers there.
    case inUse(ListenAddress)
    /// The descriptor is closed, or is not a listening stream socket.
    case notListening(descriptor: Int32)
    /// The address is not one that ``ListenAddress/init(parsing:)`` accepts.
    case badAddress(ListenAddressError)
    /// The system refused.
    case system(SystemFailure)

    /// Runs system calls and wraps what they throw.
    static func translate<Result>(
        _ calls: () throws(SystemFailure) -> Result
    ) throws(ListenerError) -> Result {
        do {
            return try calls()
        } catch {
            throw .system(error)
        }
    }

    package var description: String {
        switch self {
        case .notASocket(let path): "\(path) exists and is not a socket; it is left as it is"
        case .inUse(let address): "\(address) is in use by a running service"
        case .notListening(let descriptor): "descriptor \(descriptor) is not a listening socket"
        case .badAddress(let error): error.description
        case .system(let failure): failure.description
        }
    }
}
