import CFastCGI
import Glibc

/// Making the sockets that a listener owns.
///
/// Tests: ListenerTests.swift
extension Listener {
    /// Makes a socket at `path` with its final rights.
    ///
    /// It is bound by that name: programs that look after temporary files, such as systemd-tmpfiles, keep a socket that
    /// `/proc/net/unix` shows under the name that it has in the directory, absolute and without symbolic links. Only where
    /// a service listens that is to be replaced it is bound beside, for ``Listener/takePath()``.
    static func bind(
        _ path: UnixPath, access: SocketAccess, backlog: Int32
    ) throws(ListenerError) -> (descriptor: Int32, occupant: UnixPath.Occupant?, isBeside: Bool) {
        try DirectoryLock.withLock(on: path.directory) { () throws(ListenerError) in
            let takesOver = try makeWay(at: path, access: access)
            return try ListenerError.translate { () throws(SystemFailure) in
                let place = takesOver ? path.beside : path
                let made = try make(at: place.canonical, access: access, backlog: backlog)
                return (made.descriptor, made.occupant, isBeside: takesOver)
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

    /// Sets what our loop needs on a socket that another process made.
    static func prepare(inherited descriptor: Int32) {
        // Another process may accept first what epoll promised to us: accept must not block.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        sendAtOnce(descriptor)
    }

    /// Refuses to replace what is not ours to replace, and removes sockets that no process listens on any more.
    ///
    /// - Returns: whether a service listens there that is to be replaced; else the path is free.
    private static func makeWay(at path: UnixPath, access: SocketAccess) throws(ListenerError) -> Bool {
        for place in [path, path.beside] {
            let occupant = try ListenerError.translate { () throws(SystemFailure) in try place.occupant() }
            if let occupant, !occupant.isSocket { throw .notASocket(path: place.text) }
        }
        // A socket there that does not answer is from a crash. One that does is of a process that starts, to take the path
        // when it can serve; only another one that is to take it sees it.
        let isTaken = try ListenerError.translate { () throws(SystemFailure) in
            guard try path.beside.occupant() != nil else { return false }
            if try path.beside.answers() { return true }
            try remove(path.beside)
            return false
        }
        if isTaken { throw .inUse(.unix(path: path.beside.text)) }
        let isLive = try ListenerError.translate { () throws(SystemFailure) in
            guard try path.occupant() != nil else { return false }
            if try answers(path, whenUnknown: access.replacesLive) { return true }
            try remove(path)
            return false
        }
        if isLive && !access.replacesLive { throw .inUse(.unix(path: path.text)) }
        return isLive
    }

    /// Whether a process listens there. What cannot be told is an error, unless taking over is right in either case.
    private static func answers(_ path: UnixPath, whenUnknown isTakenOver: Bool) throws(SystemFailure) -> Bool {
        do {
            return try path.answers()
        } catch {
            guard isTakenOver else { throw error }
            return true
        }
    }

    private static func remove(_ path: UnixPath) throws(SystemFailure) {
        try SystemFailure.check("unlink \(path.text)", unlink(path.text))
    }

    private static func make(
        at path: UnixPath, access: SocketAccess, backlog: Int32
    ) throws(SystemFailure) -> (descriptor: Int32, occupant: UnixPath.Occupant?) {
        let descriptor = try newSocket(AF_UNIX)
        var isBound = false
        do throws(SystemFailure) {
            try SystemFailure.check("bind \(path.text)", path.withPointer { Glibc.bind(descriptor, $0, $1) })
            isBound = true
            // Until listen(2) connecting is refused, so no client connects before the rights are set.
            try SystemFailure.check("chmod \(path.text)", chmod(path.text, access.mode))
            if let group = access.group {
                try SystemFailure.check("give the socket to group \(group)", lchown(path.text, uid_t.max, group))
            }
            try SystemFailure.check("listen", listen(descriptor, backlog))
            return (descriptor, try path.occupant())
        } catch {
            // What has come there instead, when binding failed, is not ours.
            if isBound { unlink(path.text) }
            Glibc.close(descriptor)
            throw error
        }
    }

    private static func newSocket(_ family: Int32) throws(SystemFailure) -> Int32 {
        try SystemFailure.check("socket", cfastcgi_socket(family))
    }

    /// Accepted connections inherit it. Without it a long response waits for acknowledgements; unix sockets refuse it.
    private static func sendAtOnce(_ descriptor: Int32) {
        var on: Int32 = 1
        _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}
