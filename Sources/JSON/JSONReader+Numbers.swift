import Text

/// Tests: JSONReaderTests.swift
extension JSONReader {
    /// Reads `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` (RFC 8259, section 6).
    mutating func readNumber() throws(JSONError) -> JSONValue {
        let start = position
        let isNegative = skip(UInt8(ascii: "-"))
        let integer: Int64?
        if skip(UInt8(ascii: "0")) {
            // A digit after a leading zero is caught by the next read: nothing may follow but a delimiter.
            integer = 0
        } else {
            integer = try readDigits(isNegative: isNegative)
        }
        var isInteger = true
        if skip(UInt8(ascii: ".")) {
            isInteger = false
            _ = try readDigits(isNegative: isNegative)
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isInteger = false
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            _ = try readDigits(isNegative: isNegative)
        }
        if isInteger, let integer { return .integer(integer) }
        return .number(Array(bytes[start..<position]))
    }

    /// Reads at least one digit; their value, or `nil` when it does not fit in 64 bits.
    ///
    /// A negative number is summed downwards, because the smallest integer has no positive counterpart.
    private mutating func readDigits(isNegative: Bool) throws(JSONError) -> Int64? {
        let start = position
        var sum: Int64? = 0
        while let byte = peek, byte.isDigit {
            position += 1
            guard let tens = sum?.multipliedReportingOverflow(by: 10), !tens.overflow else {
                sum = nil
                continue
            }
            let digit = Int64(byte - UInt8(ascii: "0"))
            let next =
                isNegative
                ? tens.partialValue.subtractingReportingOverflow(digit)
                : tens.partialValue.addingReportingOverflow(digit)
            sum = next.overflow ? nil : next.partialValue
        }
        guard position > start else { throw unexpected(.malformedNumber) }
        return sum
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }
}
