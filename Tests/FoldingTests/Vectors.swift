/// The lines of vectors.txt, which make-vectors describes.
enum Vectors {
    /// A text with its normal forms, in UTF-8.
    static let normalForms: [(text: [UInt8], nfc: [UInt8], nfd: [UInt8])] = lines(of: "nfc").map { fields in
        (utf8(fields[0]), utf8(fields[1]), utf8(fields[2]))
    }

    /// The first of 4,096 scalars, and hashes of what becomes of them.
    static let parts: [(first: UInt32, nfc: UInt64, fold: UInt64)] = lines(of: "all").map { fields in
        (number(fields[0]), number(fields[1]), number(fields[2]))
    }

    /// The scalars of a part, each as UTF-8; surrogates are none.
    static func texts(of part: UInt32) -> [[UInt8]] {
        (part..<part + 4096).compactMap { Unicode.Scalar($0).map { Array(String($0).utf8) } }
    }

    /// FNV-1a of 64 bits.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func lines(of kind: String) -> [[Substring]] {
        String(decoding: PackageResources.vectors_txt, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: "\t") }.filter { $0[0] == kind }.map { Array($0.dropFirst()) }
    }

    private static func utf8(_ field: Substring) -> [UInt8] {
        // A number that is no scalar would be a fault of the file.
        field.split(separator: " ").flatMap { Array(String(Unicode.Scalar(number($0) as UInt32)!).utf8) }
    }

    private static func number<Number: FixedWidthInteger>(_ field: Substring) -> Number {
        // As above.
        Number(field, radix: 16)!
    }
}
