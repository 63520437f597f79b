/// Who may open a unix socket that we make, and whether it may take the place of a running service.
///
/// Tests: ListenerTests.swift
package struct SocketAccess: Sendable, Equatable {
    /// The permission bits of the socket. A process that may write to it can speak FastCGI to this one.
    package var mode: UInt32
    /// The group id that owns the socket, `nil` for the process's own: usually the web server's group.
    package var group: UInt32?
    /// Whether a socket that a running service answers on is replaced; without it such a start is refused.
    package var replacesLive: Bool

    package init(mode: UInt32 = 0o660, group: UInt32? = nil, replacesLive: Bool = false) {
        self.mode = mode
        self.group = group
        self.replacesLive = replacesLive
    }
}
