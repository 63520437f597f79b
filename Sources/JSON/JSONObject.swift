/// The members of a JSON object, in the order they were written; no name occurs twice.
///
/// Equality takes the order into account: it says that the same was written, not that it means the same.
package struct JSONObject: Equatable, Sendable {
    /// A name and its value.
    package struct Member: Equatable, Sendable {
        /// Valid UTF-8, with every escape resolved.
        package let name: [UInt8]
        package let value: JSONValue
    }

    /// Every member, in the order written.
    package let members: [Member]

    /// The caller has made sure that no name occurs twice.
    init(uniqueMembers members: [Member]) {
        self.members = members
    }

    /// The value of the member whose name has exactly these bytes.
    ///
    /// Bytes, because `String` equality is canonical equivalence: two spellings of `é` would be one name.
    package subscript(name: StaticString) -> JSONValue? {
        members.first { $0.name.equals(name) }?.value
    }
}

extension [UInt8] {
    /// Whether these are exactly the bytes of a literal.
    package func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        return literal.withUTF8Buffer { elementsEqual($0) }
    }
}
