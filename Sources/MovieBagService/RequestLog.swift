import FastCGI
import Glibc
import Logging
import Memory
import ServiceLog
import Text
import Web

/// Writes one line a request at level info: method, path, status, bytes of the body, milliseconds, name of
/// the request.
///
/// It builds the line itself, as a logger call with its strings would cost a tenth of a request. No query, no header
/// and no token stands in it (``LoggedPath``). At the levels above it costs nothing.
///
/// Tests: ForgedLineTests.swift
struct RequestLog {
    private let isOn: Bool
    private let writer: LogWriter

    init(_ log: Log) {
        isOn = log.level <= .info
        writer = log.writer
    }

    /// The time at which a request began, if the log wants to know.
    func start() -> UInt64 {
        isOn ? Self.nanoseconds() : 0
    }

    /// Writes the line of a request that began at `start`.
    func line(for incoming: borrowing IncomingRequest, _ request: Request, _ response: Response, start: UInt64) {
        guard isOn else { return }
        // The path as it came is looked for only here: the router needs it decoded.
        let target = incoming.variable("REQUEST_URI") ?? []
        defer { Memory.cleanse(target) }
        var line = LogLine(level: .info)
        line.append(field: (request.method.name ?? "OTHER").utf8)
        line.append(" ")
        LoggedPath(target: target).append(to: &line)
        line.append(" ")
        line.append(response.status)
        line.append(" ")
        line.append(response.body.count)
        line.append(" ")
        let microseconds = Int((Self.nanoseconds() - start) / 1000)
        line.append(microseconds / 1000)
        line.append(".")
        line.append(microseconds % 1000, digits: 3)
        line.append("ms, request ")
        line.append(field: request.id.bytes)
        writer.write(line)
    }

    private static func nanoseconds() -> UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }
}
