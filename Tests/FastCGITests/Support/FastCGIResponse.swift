import TestFiles
import Testing

/// What a client got for one request, from the records up to the one that ends it.
struct FastCGIResponse: Equatable {
    var output: [UInt8] = []
    var error: [UInt8] = []
    var protocolStatus: UInt8 = 0
    /// The requests that the records said they belong to.
    var requestIDs: Set<UInt16> = []

    /// The bytes after the first empty line.
    var body: String {
        guard let start = place(of: "\r\n\r\n", in: output[...]) else {
            return "no empty line in: \(String(decoding: output, as: UTF8.self))"
        }
        return String(decoding: output[(start + 4)...], as: UTF8.self)
    }
}

extension FastCGIResponse: CustomTestStringConvertible {
    /// Without the whole output, which may have megabytes.
    var testDescription: String {
        "\(output.count) bytes of output: \(String(decoding: output.prefix(200), as: UTF8.self))"
    }
}
