import FastCGI

/// Tests: SocketCheckTests.swift
extension SocketCheck {
    /// Who may open the socket at a path.
    func rights(_ path: String) -> [Finding] {
        let socket = machine.status(path)
        let mode = socket?.mode ?? access.mode
        if mode & 0o002 != 0 {
            return [
                .problem(
                    "socket: every user may talk to \(path) as if he were the web server (mode 0\(String(mode, radix: 8)))",
                    fix: socket == nil ? "set MOVIE_BAG_SOCKET_MODE=0660" : "chmod 660 \(path)")
            ]
        }
        guard let socket, socket.kind == .socket else { return [] }
        let isAsConfigured = socket.mode == access.mode && access.group.map { $0 == socket.group } ?? true
        let members = machine.members(socket.group)
        let group = machine.groupName(socket.group) + (members.isEmpty ? "" : " (\(members.joined(separator: ", ")))")
        let sentence =
            "socket: mode \(socket.modeText), owner \(machine.userName(socket.owner)), group \(group)"
        if isAsConfigured { return [.ok(sentence)] }
        return [.warning("\(sentence): not as the settings say", fix: "restart the service, which makes it anew")]
    }
}
