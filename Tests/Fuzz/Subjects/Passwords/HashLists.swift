import Cryptography
import Threads

/// Files of breached passwords: whatever is in one, searching it ends soon, and finds what is there where it is in order.
struct HashLists: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        let reads = Monitor((count: 0, isOutside: false))
        let list = SortedHashes(size: input.count) { (offset, count) throws(SortedHashError) in
            let isInside = offset >= 0 && count > 0 && offset + count <= input.count
            reads.withLock { $0 = ($0.count + 1, $0.isOutside || !isInside) }
            return isInside ? Array(input[offset..<(offset + count)]) : []
        }
        let isGood = (try? list.check(places: 8)) != nil
        let hashes = Self.hashes(input)
        try require(
            isGood == (hashes.map { !$0.isEmpty && Self.isAscending($0) } ?? false), "a short list is seen whole")
        for word in ["password", "correct horse", "\(input.count)"] {
            reads.withLock { $0.count = 0 }
            let found = try? list.contains(SHA1Hash(of: Array(word.utf8)))
            try require(reads.withLock { $0.count } <= 1, "a list that fits into a block is searched with one read")
            guard isGood, let hashes else { continue }
            try require(found == hashes.contains(try SHA1Hash(of: Array(word.utf8))), "a search finds what is there")
        }
        try require(!reads.withLock { $0.isOutside }, "nothing outside of the list is read")
    }

    /// All hashes, read from the front; `nil` when a line is malformed.
    private static func hashes(_ input: [UInt8]) -> [SHA1Hash]? {
        guard !input.isEmpty else { return nil }
        let text = input.last == 10 ? input.dropLast() : input[...]
        var hashes: [SHA1Hash] = []
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            let line = line.last == 13 ? line.dropLast() : line
            let parts = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].count == 40, 1...19 ~= parts[1].count,
                parts[1].allSatisfy({ 48...57 ~= $0 })
            else { return nil }
            let digits = parts[0].map { Character(UnicodeScalar($0)).hexDigitValue }
            guard digits.allSatisfy({ $0 != nil }), parts[0].allSatisfy({ $0 < 128 }) else { return nil }
            let bytes = stride(from: 0, to: 40, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
            hashes.append(SHA1Hash(bytes[...]))
        }
        return hashes
    }

    private static func isAscending(_ hashes: [SHA1Hash]) -> Bool {
        zip(hashes, hashes.dropFirst()).allSatisfy { $0 < $1 }
    }
}
