import Glibc
import Logging

/// One line of the log, built as bytes.
struct LogLine {
    private var bytes: [UInt8]

    /// Begins a line with the time and the level.
    init(level: Logger.Level) {
        bytes = []
        bytes.reserveCapacity(192)
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        gmtime_r(&now.tv_sec, &parts)
        append(Int(parts.tm_year) + 1900, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        append(Int(parts.tm_mon) + 1, digits: 2)
        bytes.append(UInt8(ascii: "-"))
        append(Int(parts.tm_mday), digits: 2)
        bytes.append(UInt8(ascii: "T"))
        append(Int(parts.tm_hour), digits: 2)
        bytes.append(UInt8(ascii: ":"))
        append(Int(parts.tm_min), digits: 2)
        bytes.append(UInt8(ascii: ":"))
        append(Int(parts.tm_sec), digits: 2)
        bytes.append(UInt8(ascii: "."))
        append(now.tv_nsec / 1_000_000, digits: 3)
        append("Z ")
        bytes.append(contentsOf: level.rawValue.utf8)
        bytes.append(UInt8(ascii: " "))
    }

    /// Appends text of our own.
    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text from outside: control characters, line breaks among them, become spaces.
    mutating func append(printable text: some Sequence<UInt8>) {
        for byte in text { bytes.append(byte < 0x20 || byte == 0x7f ? UInt8(ascii: " ") : byte) }
    }

    /// Appends a number that is not negative, with zeros in front up to `digits`.
    mutating func append(_ number: Int, digits: Int = 1) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0 || bytes.count - start < digits
        bytes[start...].reverse()
    }

    /// Writes the line to standard error. A log that cannot be written is no reason to stop serving.
    consuming func write() {
        bytes.append(UInt8(ascii: "\n"))
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
