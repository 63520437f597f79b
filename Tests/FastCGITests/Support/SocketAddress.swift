import FastCGI
import Glibc

/// The C form of an address that a test connects or binds to.
enum SocketAddress {
    case unix(sockaddr_un)
    case tcp(sockaddr_in)

    init(_ address: ListenAddress) {
        switch address {
        case .unix(let path):
            var unix = sockaddr_un()
            unix.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &unix.sun_path) { $0.copyBytes(from: path.utf8) }
            self = .unix(unix)
        case .tcp(_, let port):
            var tcp = sockaddr_in()
            tcp.sin_family = sa_family_t(AF_INET)
            tcp.sin_port = port.bigEndian
            tcp.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            self = .tcp(tcp)
        case .descriptor: fatalError("a descriptor has no address to connect to")
        }
    }

    func makeSocket() -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return switch self {
        case .unix: socket(AF_UNIX, kind, 0)
        case .tcp: socket(AF_INET, kind, 0)
        }
    }

    func withPointer(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        switch self {
        case .unix(let address): Self.lend(address, to: body)
        case .tcp(let address): Self.lend(address, to: body)
        }
    }

    private static func lend<Address>(
        _ address: Address, to body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
