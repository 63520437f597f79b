import FoundationEssentials

extension Site {
    /// The time at which a token says that it was made, in seconds since 1970.
    package static func issued(_ token: String) throws -> Int {
        let parts = token.split(separator: ".")
        guard parts.count == 3 else { throw Failure("no token: \(parts.count) parts") }
        let base64 = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let payload = Data(base64Encoded: padded) else { throw Failure("the claims are not Base64") }
        return try JSONDecoder().decode(Claims.self, from: payload).iat
    }

    private struct Claims: Decodable {
        let iat: Int
    }
}
