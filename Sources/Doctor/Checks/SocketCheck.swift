import FastCGI
import MovieBagConfiguration
import Text

/// Where the service listens, or would: whether it can, and what stands there.
struct SocketCheck {
    let machine: Machine
    let serviceUser: UInt32
    let address: ListenAddress?
    let access: SocketAccess
    var occupancy: (ListenAddress) -> ListenAddress.Occupancy = { $0.occupancy() }

    var findings: [Finding] {
        switch address {
        case nil: [.skipped("socket: where to listen is not known, see above")]
        case .descriptor?: [Self.inherited]
        case .tcp(_, let port)?: tcp(port)
        case .unix(let path)?: (directory(of: path) ?? unix(path)) + temporary(path)
        }
    }

    /// Directories that are cleaned of what is old, by systemd-tmpfiles and others (file-hierarchy(7)).
    private static let temporaryDirectories = ["/tmp", "/var/tmp"]

    /// A socket bound by its own name is kept by systemd-tmpfiles; one that has taken over from another, or that other
    /// programs look at, is not.
    private func temporary(_ path: String) -> [Finding] {
        let directory = PathName.directory(of: path)
        let places = [directory, machine.realPath(directory) ?? directory]
        let isTemporary = Self.temporaryDirectories.contains { temporary in
            places.contains { $0 == temporary || $0.hasPrefix("\(temporary)/") }
        }
        guard isTemporary else { return [] }
        return [
            .warning(
                "socket: \(path) is in a temporary directory, from which what is old is removed, a socket in use too",
                fix: "give it a place of its own, /run/movie-bag or a directory in the home of its user:\n"
                    + "MOVIE_BAG_LISTEN=unix:/run/movie-bag/movie-bag.sock")
        ]
    }

    private static let inherited = Finding.ok(
        "socket: no path is given, so it takes the socket on descriptor 0, as lighttpd, spawn-fcgi, mod_fcgid and "
            + "systemd give it; started from a shell it needs --listen")

    private func tcp(_ port: UInt16) -> [Finding] {
        let state = address.map(occupancy) == .live ? "a process listens on" : "nothing listens on"
        return [
            .warning(
                "socket: \(state) port \(port), and every user of this machine can talk to it as if he were the web server",
                fix: "use a unix socket, above all on a shared host:\n"
                    + "MOVIE_BAG_LISTEN=unix:/run/movie-bag/movie-bag.sock")
        ]
    }

    /// What keeps a socket from being made there; `nil` when nothing does.
    private func directory(of path: String) -> [Finding]? {
        let directory = PathName.directory(of: path)
        let user = machine.userName(serviceUser)
        guard let place = machine.status(directory), place.kind == .directory else {
            return [
                .problem(
                    "socket: the directory \(directory) is not there",
                    fix: """
                        in the systemd unit: RuntimeDirectory=movie-bag makes /run/movie-bag at each start; else
                        sudo install -d -o \(user) -m 755 \(directory)
                        """)
            ]
        }
        if place.isSharedDirectory {
            return [
                .problem(
                    "socket: any user can replace the socket in \(directory) (mode \(place.modeText))",
                    fix: "chmod 755 \(directory)")
            ]
        }
        guard !isSystemds(path), let reason = machine.obstacle(.filling, directory) else { return nil }
        return [
            .problem(
                "socket: no socket can be made in \(directory): \(reason)", fix: "sudo chown \(user): \(directory)")
        ]
    }

    /// Whether root made the socket for a service that is not root's.
    private func isSystemds(_ path: String) -> Bool {
        guard serviceUser != 0, let socket = machine.status(path) else { return false }
        return socket.kind == .socket && socket.owner == 0
    }

    private func unix(_ path: String) -> [Finding] {
        let state: Finding
        switch occupancy(.unix(path: path)) {
        case .free:
            state = .ok("socket: nothing stands at \(path), the service does not run")
        case .live:
            state = .ok("socket: a service listens on \(path)")
        case .stale:
            state = .warning(
                "socket: the process that made \(path) has ended without removing it",
                fix: "start the service, which replaces it, and see in its log why it ended:\njournalctl -u movie-bag")
        case .notASocket(let path):
            return [
                .problem(
                    "socket: \(path) is not a socket; the service will not touch it",
                    fix: "see what it is, then move it away:\nmv \(path) \(path).old")
            ]
        case .unknown where isSystemds(path):
            // It is the web server's group that may, and the service is given it open.
            state = .ok("socket: \(path) is root's, as systemd makes it, so this user may not try it")
        case .unknown(let failure):
            state = .warning("socket: \(failure)", fix: "see whose it is:\nls -l \(path)")
        }
        return [state] + rights(path)
    }
}
