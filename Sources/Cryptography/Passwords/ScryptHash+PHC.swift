extension ScryptHash {
    /// The text to store, in the PHC string format: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, base 64 without padding.
    package var phcString: String {
        let salt = String(decoding: Base64.standard.encode(salt), as: UTF8.self)
        let hash = String(decoding: Base64.standard.encode(hash), as: UTF8.self)
        return "$scrypt$ln=\(parameters.logN),r=\(parameters.r),p=\(parameters.p)$\(salt)$\(hash)"
    }

    /// Reads what ``phcString`` writes; `nil` for everything else, parameters out of bounds included.
    package init?(phcString text: String) {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
        guard
            parts.count == 5, parts[0].isEmpty, Array(parts[1]) == Array("scrypt".utf8),
            let parameters = ScryptParameters(phc: parts[2]),
            let salt = Base64.standard.decode(parts[3]), salt.count == Self.saltCount,
            let hash = Base64.standard.decode(parts[4]), hash.count == Self.hashCount
        else { return nil }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }
}

extension ScryptParameters {
    /// Reads `ln=15,r=8,p=3`, in this order.
    fileprivate init?(phc text: ArraySlice<UInt8>) {
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
