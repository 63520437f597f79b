import Glibc

/// The bytes of a page while it is filled in: short pieces, each no more than a copy.
///
/// Tests: PageTemplateTests.swift
struct PageOutput: ~Copyable {
    private var buffer: UnsafeMutableRawBufferPointer
    private var count = 0

    init(capacity: Int) {
        buffer = .allocate(byteCount: max(capacity, 64), alignment: 1)
    }

    deinit { buffer.deallocate() }

    /// What has been appended so far.
    var bytes: [UInt8] { Array(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }

    /// One text as it stands in an element.
    static func escaped(_ text: String) -> String {
        var output = PageOutput(capacity: 2 * text.utf8.count)
        Array(text.utf8).withUnsafeBufferPointer { output.append(escaped: $0) }
        return String(decoding: output.bytes, as: UTF8.self)
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        if count + bytes.count > buffer.count { grow(by: bytes.count) }
        if let end = buffer.baseAddress { memcpy(end + count, start, bytes.count) }
        count += bytes.count
    }

    /// Appends a text so that it stays one in an element and in a value between quotes: every byte that ends either becomes a
    /// character reference (HTML standard, section 13.1.2.3).
    mutating func append(escaped text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in 0..<text.count where Self.isEscaped(text[index]) {
            append(UnsafeBufferPointer(rebasing: text[start..<index]))
            append(Self.reference(to: text[index]).bytes)
            start = index + 1
        }
        append(UnsafeBufferPointer(rebasing: text[start...]))
    }

    private mutating func grow(by most: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * buffer.count + most, alignment: 1)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        buffer.deallocate()
        buffer = larger
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 64 && escaped & 1 << UInt64(byte) != 0
    }

    /// A bit for each byte that has a character reference.
    private static let escaped = "&<>\"'\r\0".utf8.reduce(0 as UInt64) { $0 | 1 << UInt64($1) }

    private static func reference(to byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        // A parser makes a line feed of it otherwise, and changes what was typed.
        case UInt8(ascii: "\r"): "&#13;"
        // No character of HTML (section 13.2.3.5): it is shown as one that is unknown, as parsers do.
        default: "\u{fffd}"
        }
    }
}
