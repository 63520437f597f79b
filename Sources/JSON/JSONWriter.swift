/// Writes JSON text into a buffer of bytes: the caller writes the punctuation, this type what stands between.
///
/// It trusts its caller for the grammar, so that a response costs little more than copying its bytes.
package struct JSONWriter: Sendable {
    /// Everything written so far.
    package var bytes: [UInt8] = []

    /// An empty writer with room for `capacity` bytes before it must grow.
    package init(reserving capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes text of our own that is JSON already, such as `{"name":`.
    package mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { raw(UnsafeRawBufferPointer($0)) }
    }

    /// Writes bytes that are JSON already.
    package mutating func raw(_ json: [UInt8]) {
        json.withUnsafeBytes { raw($0) }
    }

    /// Writes bytes that are JSON already.
    package mutating func raw(_ json: ArraySlice<UInt8>) {
        json.withUnsafeBytes { raw($0) }
    }

    /// Writes bytes that are JSON already; they are copied before the call returns.
    package mutating func raw(_ json: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: json)
    }

    /// Writes several pieces, which together take at most `capacity` bytes.
    ///
    /// Looking for room once, not for each piece, takes a twelfth of the instructions off a page of fifty movies.
    package mutating func write(upTo capacity: Int, _ pieces: (inout OutputSpan<UInt8>) -> Void) {
        // For nothing, Array would set the count of an empty array to zero, in the storage that all empty arrays share.
        guard capacity > 0 else { return }
        bytes.append(addingCapacity: capacity, initializingWith: pieces)
    }

    /// Writes a string in its quotes: valid UTF-8 in, everything escaped that RFC 8259 wants escaped, nothing more.
    package mutating func string(_ text: [UInt8]) {
        text.withUnsafeBytes { string($0) }
    }

    /// Writes a string in its quotes, like the others of this name.
    package mutating func string(_ text: ArraySlice<UInt8>) {
        text.withUnsafeBytes { string($0) }
    }

    /// Writes a string in its quotes, like the others of this name; it is copied before the call returns.
    package mutating func string(_ text: UnsafeRawBufferPointer) {
        write(upTo: 6 * text.count + 2) { $0.append(string: text) }
    }

    /// Writes an integer in decimal.
    package mutating func integer(_ value: Int64) {
        write(upTo: 20) { output in
            if value < 0 { output.append(UInt8(ascii: "-")) }
            let first = output.count
            var rest = value.magnitude
            repeat {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                output.append(UInt8(ascii: "0") + UInt8(digit))
                rest = quotient
            } while rest > 0
            output.reverse(from: first)
        }
    }

    /// Writes bytes as lower-case hexadecimal digits, without quotes.
    package mutating func hexadecimal(_ value: [UInt8]) {
        value.withUnsafeBytes { hexadecimal($0) }
    }

    /// Writes bytes as lower-case hexadecimal digits, without quotes.
    package mutating func hexadecimal(_ value: ArraySlice<UInt8>) {
        value.withUnsafeBytes { hexadecimal($0) }
    }

    /// Writes the 64 bits of a number as 16 lower-case hexadecimal digits, the highest first, without quotes.
    package mutating func hexadecimal(_ value: Int64) {
        withUnsafeBytes(of: value.bigEndian) { hexadecimal($0) }
    }

    private mutating func hexadecimal(_ value: UnsafeRawBufferPointer) {
        write(upTo: 2 * value.count) { $0.append(hexadecimal: value) }
    }
}
