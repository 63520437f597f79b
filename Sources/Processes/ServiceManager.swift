import Glibc

/// Tells systemd, or whatever else set NOTIFY_SOCKET, how far this process is (sd_notify(3)).
package struct ServiceManager: Sendable {
    private let path: String?

    /// - Parameter variables: the environment variables of the process.
    package init(_ variables: [String: String]) {
        path = variables["NOTIFY_SOCKET"]
    }

    /// The variables that are meant for this process, not for those that it starts.
    package static let ownVariables: Set = ["NOTIFY_SOCKET", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]

    package enum State: String {
        case ready = "READY=1"
        case reloading = "RELOADING=1"
        case stopping = "STOPPING=1"
    }

    /// Does nothing when no manager asked for it; waits for a manager that asked and does not read.
    package func tell(_ state: State) {
        guard let path, path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // An abstract address begins with a zero byte, which is written as @ (unix(7)).
        let name = path.hasPrefix("@") ? [0] + path.utf8.dropFirst() : Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let size = MemoryLayout<sa_family_t>.size + name.count
        let text = Array(state.rawValue.utf8)
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), $0, socklen_t(size))
            }
        }
    }
}
