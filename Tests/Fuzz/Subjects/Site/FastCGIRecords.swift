import FastCGI

/// What a web server sends to the service's socket, before libfcgi reads it.
struct FastCGIRecords: FuzzSubject {
    /// The first byte says where the rest is cut in two.
    func examine(_ input: [UInt8]) throws {
        let bytes = Array(input.dropFirst())
        let whole = accepts([bytes])
        try require(accepts(bytes.map { [$0] }) == whole, "pieces of one byte are judged as the whole is")
        let cut = min(Int(input.first ?? 0), bytes.count)
        try require(accepts([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "so are two pieces")
        if whole { try checkLengths(in: bytes) }
    }

    private func accepts(_ pieces: [[UInt8]]) -> Bool {
        var validator = RecordValidator()
        return pieces.allSatisfy { $0.withUnsafeBytes { validator.accept($0) } }
    }

    /// Reads what was accepted as the specification says, and looks for what libfcgi must not see.
    private func checkLengths(in bytes: [UInt8]) throws {
        var parameters: [UInt8] = []
        var rest = bytes[...]
        while rest.count >= 8 {
            let header = Array(rest.prefix(8))
            let content = rest.dropFirst(8).prefix(Int(header[4]) << 8 | Int(header[5]))
            let isWhole = content.count == Int(header[4]) << 8 | Int(header[5])
            rest = rest.dropFirst(8 + content.count + Int(header[6]))
            try require(header[0] == 1 && [1, 4, 5, 9].contains(header[1]), "every record is one of a request")
            if header[1] == 9 {
                let pairs = try pairs(in: Array(content), endsWhole: isWhole)
                try require(pairs <= 3, "libfcgi has room for three answers")
                try require(content.count <= 48, "and they are short")
            }
            if header[1] == 4 { parameters += content }
            // Beyond the end of the request nothing is read.
            if header[1] == 5, content.isEmpty, isWhole { break }
        }
        _ = try pairs(in: parameters, endsWhole: false)
    }

    /// How many names and values there are.
    private func pairs(in stream: [UInt8], endsWhole: Bool) throws -> Int {
        var (rest, count) = (stream[...], 0)
        while !rest.isEmpty {
            guard let name = length(&rest), let value = length(&rest) else {
                try require(!endsWhole, "a record of questions ends with one")
                return count
            }
            count += 1
            try require(name + value <= 2 << 20, "no length is beyond all that may come")
            try require(!endsWhole || name + value <= rest.count, "a question is there whole")
            rest = rest.dropFirst(name + value)
        }
        return count
    }

    private func length(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.popFirst() else { return nil }
        guard first >= 128 else { return Int(first) }
        guard rest.count >= 3 else { return nil }
        defer { rest = rest.dropFirst(3) }
        return rest.prefix(3).reduce(Int(first & 0x7F)) { $0 << 8 | Int($1) }
    }
}
