import Memory
import Text

/// The fields of a query string or of a form body, in order (WHATWG URL standard, application/x-www-form-urlencoded).
package struct FormFields: Sendable, Equatable {
    /// One field, name and value decoded; both are valid UTF-8.
    package struct Field: Sendable, Equatable {
        package let name: [UInt8]
        package let value: [UInt8]

        package init(name: [UInt8], value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }

    package let fields: [Field]

    /// No fields at all.
    package static let empty = FormFields(fields: [])

    private init(fields: [Field]) {
        self.fields = fields
    }

    /// Decodes `text`. Empty pieces between `&` are left out.
    ///
    /// - Parameter most: how many fields it may have.
    /// - Throws: ``RequestError/malformedForm(_:)`` for a `%` without two hexadecimal digits, for text that is not
    ///   UTF-8, and for more fields.
    package init(decoding text: [UInt8], atMost most: Int = 64) throws(RequestError) {
        var fields: [Field] = []
        do throws(RequestError) {
            try Self.decode(text, into: &fields, most)
        } catch {
            // The caller never gets them, so they are overwritten here: one may be a password.
            Self.cleanse(fields)
            throw error
        }
        self.fields = fields
    }

    /// Overwrites the values, which may be passwords. To be called when nothing reads them any more.
    package func cleanse() {
        Self.cleanse(fields)
    }

    private static func cleanse(_ fields: [Field]) {
        for field in fields { Memory.cleanse(field.value) }
    }

    private static func decode(
        _ text: [UInt8], into fields: inout [Field], _ most: Int
    ) throws(RequestError) {
        var rest = text[...]
        // One after the other, and not split beforehand: a body of many thousand pieces is refused at the first too many.
        while !rest.isEmpty {
            let piece = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[piece.endIndex...].dropFirst()
            if piece.isEmpty { continue }
            guard fields.count < most else { throw .malformedForm("too many fields") }
            let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            fields.append(
                Field(name: try decode(piece[..<equals]), value: try decode(piece[equals...].dropFirst())))
        }
    }

    /// The value of the field called `name`, `nil` when there is none.
    ///
    /// - Throws: ``RequestError/malformedForm(_:)`` when it was given more than once.
    package func single(_ name: StaticString) throws(RequestError) -> [UInt8]? {
        let found = fields.filter { $0.name.span.equals(name) }
        guard found.count < 2 else { throw .malformedForm("\(name) is given more than once") }
        return found.first?.value
    }

    /// The values of every field called `name`, in their order.
    package func all(_ name: StaticString) -> [[UInt8]] {
        fields.filter { $0.name.span.equals(name) }.map(\.value)
    }

    /// Checks that every field has one of `names`.
    ///
    /// - Throws: ``RequestError/malformedForm(_:)`` when one has not.
    package func refuseOthers(than names: [StaticString]) throws(RequestError) {
        for field in fields where !names.contains(where: { field.name.span.equals($0) }) {
            throw .malformedForm("unknown parameter")
        }
    }

    private static func decode(_ encoded: ArraySlice<UInt8>) throws(RequestError) -> [UInt8] {
        // The parameters of a page of movies: nothing to decode, and ASCII, which is UTF-8.
        guard encoded.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") || $0 >= 0x80 }) else {
            return Array(encoded)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(encoded.count)
        var rest = encoded
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexadecimalValue, let low = rest.popFirst()?.hexadecimalValue else {
                    Memory.cleanse(decoded)
                    throw .malformedForm("a % is not followed by two hexadecimal digits")
                }
                decoded.append(high << 4 | low)
            default:
                decoded.append(byte)
            }
        }
        // Without making a text of it, which would be a copy that cannot be overwritten.
        guard (try? UTF8Span(validating: decoded.span)) != nil else {
            Memory.cleanse(decoded)
            throw .malformedForm("not UTF-8")
        }
        return decoded
    }
}
