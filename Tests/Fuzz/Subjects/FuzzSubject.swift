/// A piece of the program that takes bytes from outside, with what must hold whatever they are.
package protocol FuzzSubject {
    /// Hands `input` to the program and looks at what comes of it.
    ///
    /// - Throws: ``BrokenPromise``, or whatever the program threw and should not have.
    func examine(_ input: [UInt8]) throws
}

/// Something that must always hold did not.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String
}

/// Throws unless `holds`.
func require(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
    guard holds else { throw BrokenPromise(description: promise()) }
}

/// The value, or an error when there is none.
func require<Value>(_ value: Value?, _ promise: @autoclosure () -> String) throws -> Value {
    guard let value else { throw BrokenPromise(description: promise()) }
    return value
}
