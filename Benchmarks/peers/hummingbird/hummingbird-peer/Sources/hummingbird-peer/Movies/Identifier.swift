/// The id of a movie or an account: 12 bytes, written as 24 lower-case hexadecimal digits.
struct Identifier: Sendable, CustomStringConvertible {
    static let count = 12

    let bytes: [UInt8]

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = Array(bytes)
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    init?(hexadecimal text: some StringProtocol) {
        var digits = text.utf8.makeIterator()
        guard text.utf8.count == 2 * Self.count else { return nil }
        var bytes = [UInt8]()
        bytes.reserveCapacity(Self.count)
        while let high = digits.next(), let low = digits.next() {
            guard let high = Hexadecimal.value(of: high), let low = Hexadecimal.value(of: low) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    var description: String {
        String(unsafeUninitializedCapacity: 2 * Self.count) { digits in
            Hexadecimal.write(bytes, to: digits)
            return 2 * bytes.count
        }
    }
}
