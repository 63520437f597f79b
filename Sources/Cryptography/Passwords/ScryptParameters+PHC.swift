import Text

/// Tests: ScryptParametersTests.swift, ScryptPHCTests.swift
extension ScryptParameters {
    /// The parameters as a PHC string has them: `ln=15,r=8,p=3`.
    package var phcText: String { "ln=\(logN),r=\(r),p=\(p)" }

    /// Reads what ``phcText`` writes; `nil` for everything else, parameters out of bounds included.
    package init?(phcText text: String) {
        self.init(phc: Array(text.utf8)[...])
    }

    init?(phc text: ArraySlice<UInt8>) {
        var rest = text
        guard
            let logN = Self.number(&rest, after: "ln="), rest.popFirst() == UInt8(ascii: ","),
            let r = Self.number(&rest, after: "r="), rest.popFirst() == UInt8(ascii: ","),
            let p = Self.number(&rest, after: "p="), rest.isEmpty
        else { return nil }
        self.init(logN: logN, r: r, p: p)
    }

    /// Takes a decimal number of one to three digits without sign and leading zero: each number has one spelling.
    private static func number(_ rest: inout ArraySlice<UInt8>, after name: StaticString) -> Int? {
        for byte in UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount) {
            guard rest.popFirst() == byte else { return nil }
        }
        guard let first = rest.first, UInt8(ascii: "1")...UInt8(ascii: "9") ~= first else { return nil }
        var number = 0
        while let digit = rest.first, digit.isDigit {
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
            guard number < 1000 else { return nil }
            rest.removeFirst()
        }
        return number
    }
}
