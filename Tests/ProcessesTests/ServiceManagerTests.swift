import Glibc
import Testing

@testable import Processes

@Suite struct ServiceManagerTests {
    @Test(arguments: [false, true])
    func itIsToldWhereItWantsToBe(isAbstract: Bool) throws {
        let receiver = Int32(socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
        defer { close(receiver) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The system chooses an abstract address for whoever names none (unix(7)).
        var size = socklen_t(MemoryLayout<sa_family_t>.size)
        let path = "/tmp/movie-bag-notify-\(getpid())"
        if !isAbstract {
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            size = socklen_t(MemoryLayout<sockaddr_un>.size)
        }
        defer { unlink(path) }
        let name = try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                try #require(bind(receiver, address, size) == 0)
                size = socklen_t(MemoryLayout<sockaddr_un>.size)
                try #require(getsockname(receiver, address, &size) == 0)
            }
            return withUnsafeBytes(of: pointer.pointee.sun_path) { bytes in
                Array(bytes.prefix(Int(size) - MemoryLayout<sa_family_t>.size).drop { $0 == 0 }.prefix { $0 != 0 })
            }
        }
        let text = (isAbstract ? "@" : "") + String(decoding: name, as: UTF8.self)
        ServiceManager(["NOTIFY_SOCKET": text]).tell(.ready)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = recv(receiver, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "READY=1")
    }

    @Test(arguments: [[:], ["NOTIFY_SOCKET": "/nonexistent"], ["NOTIFY_SOCKET": String(repeating: "x", count: 300)]])
    func withoutOneNothingHappens(_ variables: [String: String]) {
        ServiceManager(variables).tell(.stopping)
    }
}
