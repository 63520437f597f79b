extension Span<UInt8> {
    /// The scalar that begins at a place of a text in UTF-8; `nil` at its end.
    ///
    /// A byte that belongs to no scalar becomes U+FFFD (Unicode, section 3.9; table 3-7 says which sequences there are).
    ///
    /// - Parameter place: where the scalar begins; afterwards where the next one does.
    func scalar(at place: inout Int) -> UInt32? {
        guard place < count else { return nil }
        let first = self[place]
        place += 1
        guard first >= 0x80 else { return UInt32(first) }
        let (following, least): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (1, 0x80)
            case 0xE0...0xEF: (2, 0x800)
            case 0xF0...0xF4: (3, 0x10000)
            default: (0, 0)
            }
        guard following > 0, place + following <= count else { return 0xFFFD }
        var scalar = UInt32(first) & (0x3F >> UInt32(following))
        for offset in 0..<following {
            let byte = self[place + offset]
            guard byte & 0xC0 == 0x80 else { return 0xFFFD }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= least, scalar < 0x110000, scalar & 0x1FF800 != 0xD800 else { return 0xFFFD }
        place += following
        return scalar
    }
}
