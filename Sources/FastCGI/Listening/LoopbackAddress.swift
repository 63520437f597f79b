import Glibc

/// An IPv4 or IPv6 literal that only this machine reaches, with a port, in the form that `bind(2)` takes.
///
/// Tests: ListenAddressTests.swift
struct LoopbackAddress {
    private let storage: Storage

    private enum Storage {
        case version4(sockaddr_in)
        case version6(sockaddr_in6)
    }

    /// `nil` for a name, and for any address but 127.0.0.0/8 and ::1.
    init?(host: String, port: UInt16) {
        var version4 = sockaddr_in()
        var version6 = sockaddr_in6()
        if inet_pton(AF_INET, host, &version4.sin_addr) == 1 {
            guard UInt32(bigEndian: version4.sin_addr.s_addr) >> 24 == 127 else { return nil }
            version4.sin_family = sa_family_t(AF_INET)
            version4.sin_port = port.bigEndian
            storage = .version4(version4)
        } else if inet_pton(AF_INET6, host, &version6.sin6_addr) == 1 {
            let bytes = withUnsafeBytes(of: version6.sin6_addr) { Array($0) }
            guard bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] else { return nil }
            version6.sin6_family = sa_family_t(AF_INET6)
            version6.sin6_port = port.bigEndian
            storage = .version6(version6)
        } else {
            return nil
        }
    }

    var family: Int32 {
        switch storage {
        case .version4: AF_INET
        case .version6: AF_INET6
        }
    }

    /// Gives the bytes as C wants them, for one call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        switch storage {
        case .version4(let address): Self.lend(address, to: body)
        case .version6(let address): Self.lend(address, to: body)
        }
    }

    private static func lend<Address, Result>(
        _ address: Address, to body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
