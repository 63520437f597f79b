/// Follows a stream of names and values (FastCGI specification, section 3.4) and refuses lengths that cannot be true.
///
/// libfcgi believes a length before the bytes are there. It keeps no bytes, and may be given them in pieces of any size.
///
/// Tests: RecordValidatorTests.swift
struct PairValidator {
    /// How many pairs have begun.
    private(set) var count = 0
    /// How many bytes the stream may still have.
    private var left: Int
    /// The bytes of the length that is being read, and how many are still to come; none between pairs.
    private var length = 0
    private var lengthBytes = 0
    /// The length of the name, while that of the value is being read.
    private var name: Int?
    /// How many bytes of the name and the value are still to come.
    private var text = 0

    /// - Parameter maximum: how many bytes the whole stream may have, lengths included.
    init(maximum: Int) {
        left = maximum
    }

    /// Whether the stream may end here.
    var isComplete: Bool { text == 0 && name == nil && lengthBytes == 0 }

    /// Looks at the next bytes; false when they are not to be read.
    ///
    /// - Parameter allowingNUL: whether a name or a value may hold the byte 0.
    mutating func accept(_ bytes: UnsafeRawBufferPointer, allowingNUL: Bool = true) -> Bool {
        guard bytes.count <= left else { return false }
        left -= bytes.count
        var index = isComplete && allowingNUL ? skipShortPairs(bytes) : 0
        while index < bytes.count {
            if text > 0 {
                let end = min(index + text, bytes.count)
                guard allowingNUL || !bytes[index..<end].contains(0) else { return false }
                text -= end - index
                index = end
                continue
            }
            guard takeLength(bytes[index], left: left + bytes.count - index - 1) else { return false }
            index += 1
        }
        return true
    }

    /// Takes the pairs at the beginning that are there whole and whose lengths have a byte each, as nearly all are.
    ///
    /// - Returns: where they end.
    private mutating func skipShortPairs(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let limit = bytes.count
        var index = 0
        // No sum can overflow: lengths of a byte are added to an index that lies within the bytes.
        while index &+ 2 <= limit {
            let lengths = start.loadUnaligned(fromByteOffset: index, as: UInt16.self)
            guard lengths & 0x8080 == 0 else { break }
            let end = index &+ 2 &+ Int(lengths & 0xFF) &+ Int(lengths >> 8)
            guard end <= limit else { break }
            index = end
            count &+= 1
        }
        return index
    }

    /// Takes a byte of a length: one of its own below 128, else the first of four, whose highest bit says so.
    ///
    /// - Parameter left: how many bytes the stream may have behind this one.
    private mutating func takeLength(_ byte: UInt8, left: Int) -> Bool {
        if lengthBytes > 0 {
            length = length << 8 | Int(byte)
            lengthBytes -= 1
            guard lengthBytes == 0 else { return true }
        } else if byte < 128 {
            length = Int(byte)
        } else {
            length = Int(byte & 0x7F)
            lengthBytes = 3
            return true
        }
        guard let name else {
            name = length
            count += 1
            return true
        }
        text = name + length
        self.name = nil
        return text <= left
    }
}
