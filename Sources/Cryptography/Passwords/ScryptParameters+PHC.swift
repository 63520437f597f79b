extension ScryptParameters {
    /// The parameters as a PHC string has them: `ln=15,r=8,p=3`.
    package var phcText: String { "ln=\(logN),r=\(r),p=\(p)" }

    /// Reads what ``phcText`` writes; `nil` for everything else, parameters out of bounds included.
    package init?(phcText text: String) {
        self.init(phc: Array(text.utf8)[...])
    }

    init?(phc text: ArraySlice<UInt8>) {
        let fields = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard
            fields.count == 3,
            let logN = Self.number(fields[0], after: "ln="),
            let r = Self.number(fields[1], after: "r="),
            let p = Self.number(fields[2], after: "p=")
        else { return nil }
        self.init(logN: logN, r: r, p: p)
    }

    /// A decimal number of one to three digits without sign and leading zero: each number has one spelling.
    private static func number(_ field: ArraySlice<UInt8>, after name: String) -> Int? {
        guard field.starts(with: name.utf8) else { return nil }
        let digits = field.dropFirst(name.utf8.count)
        guard 1...3 ~= digits.count, digits.first != UInt8(ascii: "0") else { return nil }
        var number = 0
        for digit in digits {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
