/// A record of the FastCGI protocol (specification, section 3.3) whose header may lie.
struct MutatedRecord {
    static let (begin, abort, parameters, input, getValues): (UInt8, UInt8, UInt8, UInt8, UInt8) = (1, 2, 4, 5, 9)

    var version: UInt8 = 1
    var kind: UInt8
    var requestID: UInt16 = 1
    var content: [UInt8] = []
    var padding = 0
    /// What the header says, unless that is the truth.
    var declaredLength: UInt16?
    var declaredPadding: UInt8?

    var bytes: [UInt8] {
        let length = declaredLength ?? UInt16(truncatingIfNeeded: content.count)
        return [version, kind, UInt8(requestID >> 8), UInt8(requestID & 0xFF)]
            + [UInt8(length >> 8), UInt8(length & 0xFF), declaredPadding ?? UInt8(truncatingIfNeeded: padding), 0]
            + content + Array(repeating: 0, count: padding)
    }

    /// A name and its value as they stand in a stream of parameters.
    static func pair(_ name: String, _ value: String) -> [UInt8] {
        length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
    }

    private static func length(_ count: Int) -> [UInt8] {
        count < 128 ? [UInt8(count)] : [0x80, 0, UInt8(count >> 8), UInt8(count & 0xFF)]
    }
}
