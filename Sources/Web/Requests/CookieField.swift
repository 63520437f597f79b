/// The cookies that a browser sends (RFC 6265, section 4.2.1), as far as one of them is looked for.
///
/// Tests: CookieFieldTests.swift
package struct CookieField {
    /// What is longer, in bytes, holds no cookie: browsers send 4,096 bytes of one cookie, and servers take 8 KiB of header.
    package static let longest = 16 << 10

    private let field: [UInt8]

    /// - Parameter field: the value of `Cookie`; several fields of that name are joined with semicolons before.
    package init(_ field: [UInt8]) {
        self.field = field
    }

    /// The value of the cookie called `name`; `nil` when there is none, and when there are several, of which another site of
    /// the same domain may have set one.
    package func value(of name: String) -> ArraySlice<UInt8>? {
        guard field.count <= Self.longest else { return nil }
        var found: ArraySlice<UInt8>?
        for pair in field.split(separator: UInt8(ascii: ";")) {
            let pair = pair.withoutBlanks
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), pair[..<equals].elementsEqual(name.utf8) else {
                continue
            }
            guard found == nil else { return nil }
            found = pair[equals...].dropFirst()
        }
        return found
    }
}
