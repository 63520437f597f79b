import FastCGI
import Glibc
import MovieBagConfiguration
import Processes

/// Tests: SocketPathTests.swift
extension ListenSettings {
    /// Opens the socket.
    ///
    /// - Throws: ``StartupError``.
    func listen(isLent: Bool) throws(StartupError) -> Listener {
        do {
            return try Listener(address, access: access, isLent: isLent, takesPathAtOnce: false)
        } catch .system(let failure) where failure.code == EPERM && access.group != nil {
            throw StartupError(
                "cannot \(failure); MOVIE_BAG_SOCKET_GROUP must be a group that the user of this process is in")
        } catch {
            throw StartupError("cannot listen on \(address): \(error)")
        }
    }

    /// Takes the path of a service that is to be replaced.
    ///
    /// - Throws: ``StartupError``.
    func takePath(_ listener: Listener) throws(StartupError) {
        do {
            try listener.takePath()
        } catch {
            throw StartupError("cannot take over \(address): \(error)")
        }
    }
}
