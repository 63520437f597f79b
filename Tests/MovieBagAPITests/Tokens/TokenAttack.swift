import Testing

/// A way to make tokens that must be refused.
struct TokenAttack: Sendable, CustomTestStringConvertible {
    let name: String
    let forge: @Sendable (TokenForge) -> [[UInt8]]

    /// An attack with tokens that are text.
    init(_ name: String, _ forge: @escaping @Sendable (TokenForge) -> [String]) {
        self.init(bytes: name) { forge($0).map { Array($0.utf8) } }
    }

    /// An attack with tokens that are any bytes.
    init(bytes name: String, _ forge: @escaping @Sendable (TokenForge) -> [[UInt8]]) {
        self.name = name
        self.forge = forge
    }

    var testDescription: String { name }

    static let all = onHeaders + onClaims + onForm
}
