/// An identifier of one kind of thing, so that an account's is never taken for a movie's.
///
/// Tests: MovieStoreTests.swift
package struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
    package let value: ObjectID

    package init(_ value: ObjectID) {
        self.value = value
    }

    /// Reads exactly twelve bytes, as a database row holds them.
    package init?(bytes: [UInt8]) {
        guard let value = ObjectID(bytes: bytes) else { return nil }
        self.value = value
    }

    /// Reads exactly 24 lower-case hexadecimal digits.
    package init?(hexadecimal text: ArraySlice<UInt8>) {
        guard let value = ObjectID(hexadecimal: text) else { return nil }
        self.value = value
    }

    /// Reads exactly 24 lower-case hexadecimal digits, which a client has sent.
    ///
    /// - Throws: ``InvalidValue`` of that field for anything else.
    package init(_ text: [UInt8], field: String) throws(InvalidValue) {
        guard let id = Self(hexadecimal: text[...]) else {
            throw InvalidValue(field, "must be an id of 24 lower-case hexadecimal digits")
        }
        self = id
    }

    package var bytes: [UInt8] { value.bytes }
    package var description: String { value.description }
}

package typealias AccountID = Identifier<Account>
package typealias MovieID = Identifier<Movie>
package typealias OutboxMailID = Identifier<OutboxMail>
