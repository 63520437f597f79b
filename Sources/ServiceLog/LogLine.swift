import Glibc
import Logging

/// One line of the log, built as bytes: printable ASCII and one line break at the end, whatever goes into it.
///
/// What comes from outside is escaped: a byte that is not printable ASCII, and the backslash itself, is written as `\x`
/// and two hexadecimal digits. A line is one write(2) of at most ``longest`` bytes, so that lines of several threads and
/// processes never mix, in a pipe either (PIPE_BUF, pipe(7)).
package struct LogLine {
    /// The most bytes of a line, its end included; what is longer is cut and ends in `...`.
    package static let longest = 4096

    /// How much it matters.
    let level: Logger.Level
    private(set) var bytes: [UInt8]

    /// Begins a line with the time and the level.
    package init(level: Logger.Level) {
        self.level = level
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
    package mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a sentence, parts of which may come from outside.
    package mutating func append(sentence: some Sequence<UInt8>) {
        for byte in sentence { append(byte, isPlain: 0x20...0x7e ~= byte && byte != UInt8(ascii: "\\")) }
    }

    /// Appends a field from outside: spaces and quotes, which could look like the end of it, are escaped as well.
    package mutating func append(field: some Sequence<UInt8>) {
        for byte in field {
            append(
                byte, isPlain: 0x21...0x7e ~= byte && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "\""))
        }
    }

    /// Appends a number that is not negative, with zeros in front up to `digits`.
    package mutating func append(_ number: Int, digits: Int = 1) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0 || bytes.count - start < digits
        bytes[start...].reverse()
    }

    /// The bytes to write: the line, cut to ``longest``, and its end.
    package consuming func ended() -> [UInt8] {
        if bytes.count >= Self.longest {
            bytes.removeLast(bytes.count - Self.longest + 4)
            append("...")
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private mutating func append(_ byte: UInt8, isPlain: Bool) {
        guard !isPlain else { return bytes.append(byte) }
        // A very long text is cut anyway.
        guard bytes.count <= Self.longest else { return }
        append("\\x")
        append(hexadecimalDigit: byte >> 4)
        append(hexadecimalDigit: byte & 0xf)
    }

    private mutating func append(hexadecimalDigit value: UInt8) {
        bytes.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10)
    }
}
