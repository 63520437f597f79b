import Glibc

extension sockaddr_in {
    /// 127.0.0.1, or another address of the same machine with its last number, and a port.
    package static func loopback(_ last: UInt8 = 1, port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = (0x7f00_0000 | UInt32(last)).bigEndian
        return address
    }

    /// Gives the address as `bind(2)` and `connect(2)` want it, for one call.
    package func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: self) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
