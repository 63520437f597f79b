import CFastCGI
import Glibc

/// What a descriptor is.
///
/// Tests: ListenerTests.swift
extension Listener {
    /// Whether a descriptor that the process was started with is a listening stream socket.
    package static func inheritedDescriptorIsListening(_ descriptor: Int32 = 0) -> Bool {
        option(SO_ACCEPTCONN, of: descriptor) == 1 && option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    /// The port that a TCP socket is bound to.
    static func port(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        // The port stands at the same place for both families.
        return result == 0 ? UInt16(bigEndian: address.sin6_port) : nil
    }
}
