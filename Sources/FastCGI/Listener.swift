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
    /// Whether the socket outlives us, with whoever waits in its queue.
    package let isLent: Bool
    private let isOpen = Atomic(true)

    /// Opens or adopts the socket; it is non-blocking from then on.
    ///
    /// For a unix path see ``SocketAccess``: only a socket is ever replaced, and one that answers only when asked for.
    /// The socket of a service takes the path of another one in one step, so no client is refused in between.
    ///
    /// - Parameter isLent: whether an inherited socket stays open when this is closed; the others never do.
    package init(
        _ address: ListenAddress, access: SocketAccess = SocketAccess(), isLent: Bool = true, backlog: Int32 = 511
    ) throws(ListenerError) {
        switch address {
        case .unix(let path):
            guard !path.isEmpty, path.utf8.count <= UnixPath.longest else { throw .badAddress(.pathTooLong(path)) }
            (descriptor, occupant) = try Self.bind(UnixPath(text: path), access: access, backlog: backlog)
            self.address = address
            self.isLent = false
        case .tcp(let host, let port):
            guard let loopback = LoopbackAddress(host: host, port: port) else {
                throw .badAddress(.notLoopback(address.description))
            }
            descriptor = try Self.bind(loopback, of: address, backlog: backlog)
            self.address = .tcp(host: host, port: Self.port(of: descriptor) ?? port)
            occupant = nil
            self.isLent = false
        case .descriptor(let number):
            guard Self.inheritedDescriptorIsListening(number) else { throw .notListening(descriptor: number) }
            descriptor = number
            self.address = address
            occupant = nil
            self.isLent = isLent
            Self.prepare(inherited: number)
        }
    }

    deinit {
        close()
    }

    /// Whether a descriptor that the process was started with is a listening stream socket.
    package static func inheritedDescriptorIsListening(_ descriptor: Int32 = 0) -> Bool {
        option(SO_ACCEPTCONN, of: descriptor) == 1 && option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
    }

    /// Closes the socket unless it is lent. Nobody may be accepting from it any more.
    package func close() {
        guard isOpen.exchange(false, ordering: .relaxed), !isLent else { return }
        Glibc.close(descriptor)
    }

    /// Unlinks our unix path unless another socket has taken it; to be called before ``close()``.
    ///
    /// The inode is compared while the socket is open, so the system cannot have used its number again.
    package func removePathIfStillOurs() throws(ListenerError) {
        guard case .unix(let text) = address, let occupant else { return }
        let path = UnixPath(text: text)
        try DirectoryLock.withLock(on: path.directory) { () throws(ListenerError) in
            try ListenerError.translate { () throws(SystemFailure) in
                guard try path.occupant() == occupant else { return }
                try SystemFailure.check("unlink \(text)", unlink(text))
            }
        }
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        // The port stands at the same place for both families.
        return result == 0 ? UInt16(bigEndian: address.sin6_port) : nil
    }
}
