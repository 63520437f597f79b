import FastCGI
import MovieBagConfiguration
import Text

/// Whether the web server may open the socket: search every directory above it, and write to it.
struct SocketReachCheck {
    let machine: Machine
    let serviceUser: UInt32
    let address: ListenAddress?
    let access: SocketAccess

    /// The names that distributions give to the users of web servers.
    private static let usualNames = ["www-data", "nginx", "apache", "http", "caddy", "lighttpd", "_www"]

    var findings: [Finding] {
        guard case .unix(let path)? = address, let directory = machine.realPath(PathName.directory(of: path)) else {
            return []
        }
        let socket = (path: path, status: machine.status(path) ?? expected)
        guard socket.status.kind == .socket else { return [] }
        let users = webServerUsers
        guard !users.isEmpty else {
            return [.skipped("web server: none runs that is known, so who must reach the socket cannot be told")]
        }
        let obstacles = users.map { (user: $0, obstacle: obstacle(for: $0, in: directory, socket.path, socket.status)) }
        if obstacles.contains(where: { $0.obstacle == nil }) {
            let able = obstacles.filter { $0.obstacle == nil }.map(\.user.name)
            let unable = obstacles.filter { $0.obstacle != nil }.map(\.user.name)
            let rest = unable.isEmpty ? "" : " (\(unable.joined(separator: ", ")) may not)"
            return [.ok("web server: \(able.joined(separator: ", ")) may open the socket\(rest)")]
        }
        return obstacles.compactMap { user, obstacle in
            guard let obstacle else { return nil }
            // What the accounts say now, a process learns when it is started.
            let account = machine.accountOf(user.id)
            guard self.obstacle(for: account, in: directory, socket.path, socket.status) != nil else {
                return restart(user, obstacle)
            }
            return finding(user, obstacle)
        }
    }

    private func restart(_ user: UserAccount, _ obstacle: Obstacle) -> Finding {
        .problem(
            "web server: \(user.name) is in the group \(machine.groupName(obstacle.status.group)), but the web server was "
                + "started before that, so it answers 502 or 503",
            fix: "reload it, which gives nginx and Apache new workers; restart lighttpd and Caddy, for example:\n"
                + "sudo systemctl reload nginx")
    }

    private struct Obstacle {
        let path: String
        let status: FileStatus
        let isDirectory: Bool
    }

    /// What a socket would be like that the service makes.
    private var expected: FileStatus {
        let own = machine.accountOf(serviceUser).groups.first ?? 0
        return FileStatus(kind: .socket, mode: access.mode, owner: serviceUser, group: access.group ?? own)
    }

    /// Those that web servers run as now, or else those that could be one.
    private var webServerUsers: [UserAccount] {
        var users: [UserAccount] = []
        for server in machine.webServers() where !users.contains(where: { $0.id == server.user }) {
            var user = machine.accountOf(server.user)
            user.groups = server.groups ?? user.groups
            users.append(user)
        }
        return users.isEmpty ? Self.usualNames.compactMap(machine.account) : users
    }

    private func obstacle(
        for user: UserAccount, in directory: String, _ path: String, _ socket: FileStatus
    ) -> Obstacle? {
        // Root passes everywhere.
        guard user.id != 0 else { return nil }
        var above = ""
        for name in [""] + directory.split(separator: "/").map(String.init) {
            above = name.isEmpty ? "/" : above == "/" ? "/\(name)" : "\(above)/\(name)"
            if let status = machine.status(above), !permits(user, 0o1, status) {
                return Obstacle(path: above, status: status, isDirectory: true)
            }
        }
        return permits(user, 0o2, socket) ? nil : Obstacle(path: path, status: socket, isDirectory: false)
    }

    /// The one class of bits that holds for a user (path_resolution(7)).
    private func permits(_ user: UserAccount, _ bit: UInt32, _ status: FileStatus) -> Bool {
        if status.owner == user.id { return status.mode & (bit << 6) != 0 }
        if user.groups.contains(status.group) { return status.mode & (bit << 3) != 0 }
        return status.mode & bit != 0
    }

    private func finding(_ user: UserAccount, _ obstacle: Obstacle) -> Finding {
        let status = obstacle.status
        let group = machine.groupName(status.group)
        let deed = obstacle.isDirectory ? "enter \(obstacle.path)" : "open \(obstacle.path)"
        let owner = machine.userName(status.owner)
        let bit: UInt32 = obstacle.isDirectory ? 0o010 : 0o020
        let joining =
            "sudo adduser \(user.name) \(group)\nthen reload the web server (lighttpd and Caddy: restart), which learns of it only then"
        let opening =
            obstacle.isDirectory
            ? "chmod a+x \(obstacle.path)" : "set MOVIE_BAG_SOCKET_GROUP to a group of \(user.name)"
        return .problem(
            "web server: \(user.name) may not \(deed) (mode \(status.modeText), \(owner):\(group)), so it answers 502 or 503",
            fix: status.mode & bit != 0 && status.group != 0 ? joining : opening)
    }
}
