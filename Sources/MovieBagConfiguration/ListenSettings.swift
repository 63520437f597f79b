import FastCGI
import Glibc
import Processes

/// Where and with which limits the service listens, checked.
package struct ListenSettings {
    /// How many threads may be asked for.
    package static let threadCounts = 1...64

    package let address: ListenAddress
    package let access: SocketAccess
    package let server: ServerSettings

    /// What is wrong becomes a problem of `reader`.
    ///
    /// - Parameters:
    ///   - listen: what `--listen` says, before MOVIE_BAG_LISTEN.
    ///   - threads: what `--threads` says.
    ///   - processes: how many processes share the processors.
    package init?(
        _ reader: inout SettingsReader, listen: String?, threads: Int?, processes: Int = 1, replacesLive: Bool
    ) {
        let address = Self.address(listen, &reader)
        let mode = reader.value(.socketMode, parse: Self.mode)
        let group = reader.value(.socketGroup, parse: Self.group)
        let runnable = min(threads ?? Self.mostThreads, Self.mostThreads)
        var server = ServerSettings(threads: runnable, maximumThreads: max(64, 2 * runnable))
        server.lane = LaneSettings(width: Self.hashesAtOnce(processors: Processors.count, processes: processes))
        server.ioLimit = .seconds(reader.number(.ioSeconds))
        server.idleLimit = .seconds(reader.number(.idleSeconds))
        server.maximumBodyBytes = reader.number(.maxBodyBytes)
        guard let address else { return nil }
        self.address = address
        self.server = server
        var access = SocketAccess(group: group, replacesLive: replacesLive)
        if let mode { access.mode = mode }
        self.access = access
    }

    /// One for each processor: with four times as many a request took half as much processor time again, spent on waking
    /// them. Those that block are replaced, and if all stand still without saying so, the watchdog starts another.
    private static let mostThreads = min(max(2, Processors.count), threadCounts.upperBound)

    /// How many password hashes one of some processes computes at the same time: as many as it has processors for itself.
    static func hashesAtOnce(processors: Int, processes: Int) -> Int {
        max(1, processors / processes)
    }

    private static func address(_ option: String?, _ reader: inout SettingsReader) -> ListenAddress? {
        if let option {
            do {
                return try ListenAddress(parsing: option)
            } catch {
                reader.refuse(SettingsProblem(nil, kind: .listenOption, "--listen: \(error)"))
                return nil
            }
        }
        guard reader.text(.listen) == nil else { return reader.value(.listen, parse: ListenAddress.init) }
        guard Listener.inheritedDescriptorIsListening() else {
            reader.refuse(
                SettingsProblem(
                    nil, kind: .listenOption,
                    """
                    nowhere to listen: give --listen unix:/run/movie-bag/movie-bag.sock (or 127.0.0.1:9000, [::1]:9000, \
                    fd:0), or set MOVIE_BAG_LISTEN, or start with a listening socket as descriptor 0
                    """))
            return nil
        }
        return .descriptor(0)
    }

    /// Permission bits as chmod(1) takes them, without the x that means nothing on a socket.
    private static func mode(_ text: String) throws -> UInt32 {
        guard (3...4).contains(text.utf8.count), let mode = UInt32(text, radix: 8), mode & ~0o666 == 0,
            mode & 0o600 == 0o600
        else { throw StartupError("must be 0600, 0660 or 0666, or another octal number with 6 for the owner") }
        return mode
    }

    private static func group(_ text: String) throws -> UInt32 {
        if let number = UInt32(text) { return number }
        // Still with one thread, as getgrnam(3) wants it.
        guard let entry = getgrnam(text) else { throw StartupError("there is no group \(text)") }
        return entry.pointee.gr_gid
    }
}
