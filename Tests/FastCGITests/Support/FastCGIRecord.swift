/// One record of the FastCGI protocol, as it travels.
struct FastCGIRecord: Equatable {
    /// The record types that a responder meets.
    enum Kind: UInt8 {
        case beginRequest = 1
        case abortRequest = 2
        case endRequest = 3
        case parameters = 4
        case input = 5
        case output = 6
        case error = 7
        case getValues = 9
        case getValuesResult = 10
        case unknownType = 11
    }

    var kind: Kind
    var requestID: UInt16 = 1
    var content: [UInt8] = []
    var padding = 0

    /// What stands before the content.
    static let headerBytes = 8

    var bytes: [UInt8] {
        [1, kind.rawValue, UInt8(requestID >> 8), UInt8(requestID & 0xFF)]
            + [UInt8(content.count >> 8), UInt8(content.count & 0xFF), UInt8(padding), 0]
            + content + Array(repeating: 0xEE, count: padding)
    }

    /// Takes the first complete record off `bytes`; `nil` when there is none yet.
    static func takeFirst(of bytes: inout [UInt8]) -> FastCGIRecord? {
        guard bytes.count >= headerBytes, let kind = Kind(rawValue: bytes[1]) else { return nil }
        let length = Int(bytes[4]) << 8 | Int(bytes[5])
        let end = headerBytes + length + Int(bytes[6])
        guard bytes.count >= end else { return nil }
        let record = FastCGIRecord(
            kind: kind, requestID: UInt16(bytes[2]) << 8 | UInt16(bytes[3]),
            content: Array(bytes[headerBytes..<headerBytes + length]), padding: Int(bytes[6]))
        bytes.removeFirst(end)
        return record
    }

    /// A name and its value as they stand in a stream of parameters.
    static func pair(_ name: String, _ value: String) -> [UInt8] {
        length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        return [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
    }
}
