import CFastCGI
import Glibc

/// Making the sockets that a listener owns.
extension Listener {
    /// Makes a socket beside `path` with its final rights, and puts it there in one step.
    static func bind(
        _ path: UnixPath, access: SocketAccess, backlog: Int32
    ) throws(ListenerError) -> (descriptor: Int32, occupant: UnixPath.Occupant?) {
        try DirectoryLock.withLock(on: path.directory) { () throws(ListenerError) in
            try makeWay(at: path, access: access)
            return try ListenerError.translate { () throws(SystemFailure) in
                try place(at: path, access: access, backlog: backlog)
            }
        }
    }

    /// Binds a loopback address.
    static func bind(
        _ loopback: LoopbackAddress, of address: ListenAddress, backlog: Int32
    ) throws(ListenerError) -> Int32 {
        do throws(SystemFailure) {
            let descriptor = try newSocket(loopback.family)
            do throws(SystemFailure) {
                // Else the port stays taken for a minute after a stop.
                var on: Int32 = 1
                let size = socklen_t(MemoryLayout<Int32>.size)
                try SystemFailure.check(
                    "setsockopt", setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size))
                try SystemFailure.check("bind", loopback.withPointer { Glibc.bind(descriptor, $0, $1) })
                sendAtOnce(descriptor)
                try SystemFailure.check("listen", listen(descriptor, backlog))
                return descriptor
            } catch {
                Glibc.close(descriptor)
                throw error
            }
        } catch {
            throw error.code == EADDRINUSE ? .inUse(address) : .system(error)
        }
    }

    /// Sets what our loop needs on a socket that somebody else made.
    static func prepare(inherited descriptor: Int32) {
        // Another process may accept first what epoll promised to us: accept must not block.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        sendAtOnce(descriptor)
    }

    /// Refuses to replace what is not ours to replace.
    private static func makeWay(at path: UnixPath, access: SocketAccess) throws(ListenerError) {
        let (occupant, leftover) = try ListenerError.translate { () throws(SystemFailure) in
            (try path.occupant(), try path.beside.occupant())
        }
        if let leftover, !leftover.isSocket { throw .notASocket(path: path.beside.text) }
        guard let occupant else { return }
        guard occupant.isSocket else { throw .notASocket(path: path.text) }
        if access.replacesLive { return }
        let isLive = try ListenerError.translate { () throws(SystemFailure) in try path.answers() }
        if isLive { throw .inUse(.unix(path: path.text)) }
    }

    private static func place(
        at path: UnixPath, access: SocketAccess, backlog: Int32
    ) throws(SystemFailure) -> (descriptor: Int32, occupant: UnixPath.Occupant?) {
        let new = path.beside
        let descriptor = try newSocket(AF_UNIX)
        do throws(SystemFailure) {
            // Under the lock nobody else is between bind and rename: a socket left there is from a crash.
            if try new.occupant() != nil { try SystemFailure.check("unlink \(new.text)", unlink(new.text)) }
            try SystemFailure.check("bind \(new.text)", new.withPointer { Glibc.bind(descriptor, $0, $1) })
            // Until listen(2) connecting is refused, so nobody slips in before the rights are set.
            try SystemFailure.check("chmod \(new.text)", chmod(new.text, access.mode))
            if let group = access.group {
                try SystemFailure.check("give the socket to group \(group)", lchown(new.text, uid_t.max, group))
            }
            try SystemFailure.check("listen", listen(descriptor, backlog))
            let occupant = try new.occupant()
            try SystemFailure.check("rename \(new.text)", rename(new.text, path.text))
            return (descriptor, occupant)
        } catch {
            unlink(new.text)
            Glibc.close(descriptor)
            throw error
        }
    }

    private static func newSocket(_ family: Int32) throws(SystemFailure) -> Int32 {
        try SystemFailure.check("socket", cfastcgi_socket(family))
    }

    /// Accepted connections inherit it. Without it a long answer waits for acknowledgements; unix sockets refuse it.
    private static func sendAtOnce(_ descriptor: Int32) {
        var on: Int32 = 1
        _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}
