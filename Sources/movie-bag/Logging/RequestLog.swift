import Glibc
import Logging
import MovieBag
import Web

/// Writes one line a request at level info: method, path, status, bytes of the body, milliseconds.
///
/// It builds the line itself, as a logger call with its strings would cost a tenth of a request. No query, no header
/// and no token stands in it: a path segment that could be one is left out.
struct RequestLog {
    /// Longer segments are written as `…`: identifiers have 24 characters, tokens over a hundred.
    private static let longestSegment = 40

    private let isOn: Bool

    init(level: Logger.Level) {
        isOn = level <= .info
    }

    /// The time at which a request began, if the log wants to know.
    func start() -> UInt64 {
        isOn ? Self.nanoseconds() : 0
    }

    /// Writes the line of a request that began at `start`.
    func line(for request: Request, _ response: Response, start: UInt64) {
        guard isOn else { return }
        var line = LogLine(level: .info)
        line.append(printable: (request.method.name ?? "OTHER").utf8)
        line.append(" ")
        Self.append(request.target.path, to: &line)
        line.append(" ")
        line.append(response.status)
        line.append(" ")
        line.append(response.body.count)
        line.append(" ")
        let microseconds = Int((Self.nanoseconds() - start) / 1000)
        line.append(microseconds / 1000)
        line.append(".")
        line.append(microseconds % 1000, digits: 3)
        line.append("ms")
        line.write()
    }

    private static func append(_ path: [UInt8], to line: inout LogLine) {
        var holdsToken = false
        for segment in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).prefix(16) {
            line.append("/")
            if holdsToken || segment.count > longestSegment {
                line.append("…")
            } else {
                line.append(printable: segment)
            }
            holdsToken = segment.elementsEqual("reset".utf8)
        }
        if path.last == UInt8(ascii: "/") || path.isEmpty { line.append("/") }
    }

    private static func nanoseconds() -> UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }
}
