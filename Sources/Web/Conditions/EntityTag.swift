/// What tells one state of a resource from another, written `"…"` (RFC 9110, section 8.8.3).
package struct EntityTag: Sendable, Equatable {
    /// What stands between the quotes, as bytes: no quote, no control character.
    package let opaque: [UInt8]
    /// Whether it was marked `W/`: equal for readers, perhaps not byte for byte. Ours never are.
    package let isWeak: Bool

    package init(_ opaque: [UInt8], isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }
}
