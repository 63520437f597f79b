import CFastCGI
import Glibc
import Synchronization

/// Owns a listening socket: one that it made, or one that the process inherited.
///
/// A socket that it made is closed with it. An inherited one stays open, for the next process that is given it, unless
/// it was given to be kept.
package final class Listener: Sendable {
    /// Where clients connect; a port that the system chose is filled in.
    package let address: ListenAddress
    /// The socket, for a process that shall inherit it.
    package let descriptor: Int32
    /// The file that we put at the unix path, to know it again.
    private let occupant: UnixPath.Occupant?
    /// Whether the socket outlives us, with the connections in its queue.
    package let isLent: Bool
    private let isOpen = Atomic(true)
    /// Whether the socket is still beside the path of a running service, which it is to take.
    private let isBeside: Atomic<Bool>

    /// Opens or adopts the socket; it is non-blocking from then on.
    ///
    /// For a unix path see ``SocketAccess``: only a socket is ever replaced, and one that answers only when asked for.
    /// The socket of a service takes the path of another one in one step, so no client is refused in between.
    ///
    /// - Parameters:
    ///   - isLent: whether an inherited socket stays open when this is closed; the others never do.
    ///   - takesPathAtOnce: whether the path of a running service is taken now, and not by ``takePath()`` once it is known
    ///     that this process can serve.
    package init(
        _ address: ListenAddress, access: SocketAccess = SocketAccess(), isLent: Bool = true,
        takesPathAtOnce: Bool = true, backlog: Int32 = 511
    ) throws(ListenerError) {
        switch address {
        case .unix(let path):
            guard !path.isEmpty, path.utf8.count <= UnixPath.longest else { throw .badAddress(.pathTooLong(path)) }
            let made = try Self.bind(UnixPath(text: path), access: access, backlog: backlog)
            (descriptor, occupant) = (made.descriptor, made.occupant)
            self.address = address
            self.isLent = false
            isBeside = Atomic(made.isBeside)
            if takesPathAtOnce { try takePath() }
        case .tcp(let host, let port):
            guard let loopback = LoopbackAddress(host: host, port: port) else {
                throw .badAddress(.notLoopback(address.description))
            }
            descriptor = try Self.bind(loopback, of: address, backlog: backlog)
            self.address = .tcp(host: host, port: Self.port(of: descriptor) ?? port)
            occupant = nil
            isBeside = Atomic(false)
            self.isLent = false
        case .descriptor(let number):
            guard Self.inheritedDescriptorIsListening(number) else { throw .notListening(descriptor: number) }
            descriptor = number
            self.address = address
            occupant = nil
            isBeside = Atomic(false)
            self.isLent = isLent
            Self.prepare(inherited: number)
        }
    }

    deinit {
        close()
    }

    /// Closes the socket unless it is lent. No thread may be accepting from it any more.
    package func close() {
        guard isOpen.load(ordering: .relaxed), !isLent else { return }
        // One that never took its path is of no use to anyone. If it stays, the next start removes it.
        if isBeside.load(ordering: .relaxed) { try? removePathIfStillOurs() }
        if isOpen.exchange(false, ordering: .relaxed) { Glibc.close(descriptor) }
    }

    /// Takes the path from the service that listens there, in one step; nothing is to be done where the path was free.
    ///
    /// Until then that service is asked, as before. To be called once, when nothing can keep this process from serving.
    ///
    /// - Throws: ``ListenerError``; then the other service goes on.
    package func takePath() throws(ListenerError) {
        guard case .unix(let text) = address, isBeside.load(ordering: .relaxed) else { return }
        let path = UnixPath(text: text)
        try DirectoryLock.withLock(on: path.directory) { () throws(ListenerError) in
            try ListenerError.translate { () throws(SystemFailure) in
                guard try path.beside.occupant() == occupant else {
                    throw SystemFailure(call: "find \(path.beside.text)", code: ENOENT)
                }
                try SystemFailure.check("rename \(path.beside.text)", rename(path.beside.text, text))
            }
            isBeside.store(false, ordering: .relaxed)
        }
    }

    /// Unlinks our unix path unless another socket has taken it; to be called before ``close()``.
    ///
    /// The inode is compared while the socket is open, so the system cannot have used its number again.
    package func removePathIfStillOurs() throws(ListenerError) {
        guard case .unix(let text) = address, let occupant else { return }
        let path = isBeside.load(ordering: .relaxed) ? UnixPath(text: text).beside : UnixPath(text: text)
        try DirectoryLock.withLock(on: path.directory) { () throws(ListenerError) in
            try ListenerError.translate { () throws(SystemFailure) in
                guard try path.occupant() == occupant else { return }
                try SystemFailure.check("unlink \(path.text)", unlink(path.text))
            }
        }
    }
}
