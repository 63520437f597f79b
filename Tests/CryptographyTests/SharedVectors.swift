import FoundationEssentials
import Testing

/// A file of published test vectors, kept beside the repository and not in it.
struct SharedVectors {
    let file: URL

    init(_ name: String) {
        let shared = URL(filePath: #filePath).appending(path: "../../../../shared/vectors")
        file = shared.appending(path: name).standardized
    }

    var isAvailable: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// The decoded file; `nil` where it is absent: its suite is disabled then, but its arguments are still asked for.
    func load<Value: Decodable>(_ type: Value.Type) -> Value? {
        guard isAvailable else { return nil }
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: file))
        } catch {
            Issue.record(error)
            return nil
        }
    }
}

/// Bytes written as hexadecimal digits, with white space anywhere.
func bytes(hexadecimal text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
