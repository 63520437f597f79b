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

    /// The bytes between the quotes without what a web server that has compressed the response put behind them: `-gzip`
    /// (Apache's mod_deflate with DeflateAlterETag AddSuffix, lighttpd's mod_deflate), `-br`, `-zstd` or `-deflate`.
    package var withoutCoding: ArraySlice<UInt8> {
        for coding in Self.codings
        where opaque.count > coding.count && opaque.suffix(coding.count).elementsEqual(coding) {
            return opaque.dropLast(coding.count)
        }
        return opaque[...]
    }

    /// Whether this one of a client is `tag`, compressed or not and whether it is weak or not.
    func isFor(_ tag: EntityTag) -> Bool {
        opaque == tag.opaque || withoutCoding.elementsEqual(tag.opaque)
    }

    private static let codings = ["-gzip", "-br", "-zstd", "-deflate"].map { Array($0.utf8) }
}
