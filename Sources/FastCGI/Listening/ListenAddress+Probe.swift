import CFastCGI
import Glibc

/// A look at an address from beside: nothing is bound, made or removed.
///
/// Tests: OccupancyTests.swift
extension ListenAddress {
    /// What stands at an address.
    package enum Occupancy: Sendable, Equatable {
        /// Nothing; a service can be started.
        case free
        /// A process listens.
        case live
        /// A socket whose process has ended; a start replaces it.
        case stale
        /// Something that is not a socket, at this path; a start refuses to touch it.
        case notASocket(path: String)
        /// It cannot be told.
        case unknown(SystemFailure)
    }

    /// What stands at it; a live service sees one connection that asks nothing.
    package func occupancy() -> Occupancy {
        do throws(SystemFailure) {
            switch self {
            case .unix(let path): return try Self.occupancy(of: UnixPath(text: path))
            case .tcp(let host, let port): return try Self.occupancy(host, port)
            case .descriptor: return .free
            }
        } catch {
            return .unknown(error)
        }
    }

    private static func occupancy(of path: UnixPath) throws(SystemFailure) -> Occupancy {
        for path in [path, path.beside] {
            if let occupant = try path.occupant(), !occupant.isSocket { return .notASocket(path: path.text) }
        }
        guard try path.occupant() != nil else { return .free }
        return try path.answers() ? .live : .stale
    }

    private static func occupancy(_ host: String, _ port: UInt16) throws(SystemFailure) -> Occupancy {
        guard let address = LoopbackAddress(host: host, port: port) else { return .free }
        let probe = try Descriptor("socket", cfastcgi_socket(address.family))
        let result = address.withPointer { connect(probe.number, $0, $1) }
        if result == 0 { return .live }
        guard errno == EINPROGRESS else { return try occupancy(host, after: errno) }
        // The response of this machine to itself does not take long.
        var question = pollfd(fd: probe.number, events: Int16(POLLOUT), revents: 0)
        guard poll(&question, 1, 1000) == 1 else { throw SystemFailure(call: "connect \(host)", code: ETIMEDOUT) }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        try SystemFailure.check("getsockopt", getsockopt(probe.number, SOL_SOCKET, SO_ERROR, &code, &size))
        return code == 0 ? .live : try occupancy(host, after: code)
    }

    private static func occupancy(_ host: String, after code: Int32) throws(SystemFailure) -> Occupancy {
        guard code == ECONNREFUSED else { throw SystemFailure(call: "connect \(host)", code: code) }
        return .free
    }
}
