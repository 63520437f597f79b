/// A list of SHA-1 hashes in their order, which may be much larger than memory: `HASH:count` lines (``HashBlock``), searched
/// where they lie.
///
/// Hashes are spread evenly, so a guess by proportion is hardly off: three or four reads of 4 KiB find one among a billion.
/// Whatever is in a list, it takes no more than eight and one for each halving of its size down to 4 KiB: 32 for 64 GiB.
package struct SortedHashes: Sendable {
    /// Reads so many bytes at an offset, or throws.
    package typealias Read = @Sendable (_ offset: Int, _ count: Int) throws(SortedHashError) -> [UInt8]

    /// How much is read at once: what a disk gives anyway.
    static let blockSize = 4096
    /// So many guesses by proportion; then by halves, which no list can draw out.
    private static let guesses = 8

    /// In bytes.
    package let size: Int
    private let read: Read

    package init(size: Int, read: @escaping Read) {
        self.size = size
        self.read = read
    }

    /// Whether a hash is in the list.
    ///
    /// - Throws: ``SortedHashError``, also for lines that were met and are malformed or in another order.
    package func contains(_ hash: SHA1Hash) throws(SortedHashError) -> Bool {
        // Where it would be: both the beginning of a line, or the end of the list.
        var (low, high) = (0, size)
        // The lines just outside.
        var (below, above): (SHA1Hash?, SHA1Hash?) = (nil, nil)
        var reads = 0
        while low < high {
            let middle =
                reads < Self.guesses ? Self.guess(hash, low, high, below, above) : low + (high - low) / 2
            reads += 1
            let block = try block(around: middle, low, high)
            let (first, last) = (block.lines[0], block.lines[block.lines.count - 1])
            if let below, first.hash <= below { throw .unsorted(at: first.start) }
            if let above, last.hash >= above { throw .unsorted(at: last.start) }
            if hash < first.hash {
                (high, above) = (first.start, first.hash)
            } else if hash > last.hash {
                (low, below) = (last.end, last.hash)
            } else {
                return block.contains(hash)
            }
        }
        return false
    }

    /// Looks at some blocks from the beginning to the end, whether they are well-formed and in order.
    ///
    /// - Parameter places: how many, at least 2.
    /// - Throws: ``SortedHashError``.
    package func check(places: Int) throws(SortedHashError) {
        guard size > 0 else { throw .empty }
        var last: SHA1Hash?
        var end = 0
        for place in 0..<places where end < size {
            let most = max(size - Self.blockSize, 0)
            // Where blocks would overlap they follow one another: all of a short list is looked at.
            let start = max(Int(Double(most) * (Double(place) / Double(places - 1))), min(end, most))
            let block = try block(start, to: min(start + Self.blockSize, size), isAtLine: start == end)
            let new = block.lines.drop { $0.start < end }
            guard let first = new.first else { continue }
            if let last, first.hash <= last { throw .unsorted(at: first.start) }
            last = block.lines.last?.hash
            end = block.lines.last?.end ?? end
        }
    }

    /// The lines around an offset that is between `low` and `high`; all lines between these where they fit into one block.
    ///
    /// Otherwise it lies between them too, so that each block makes what is left smaller by nearly its size.
    private func block(around offset: Int, _ low: Int, _ high: Int) throws(SortedHashError) -> HashBlock {
        let start = max(low, min(offset / Self.blockSize * Self.blockSize, high - Self.blockSize))
        return try block(start, to: min(start + Self.blockSize, high), isAtLine: start == low)
    }

    private func block(_ start: Int, to end: Int, isAtLine: Bool) throws(SortedHashError) -> HashBlock {
        let bytes = try read(start, end - start)
        guard bytes.count == end - start else { throw .unreadable("it has become shorter") }
        return try HashBlock(bytes, at: start, isAtLine: isAtLine, isAtEnd: end == size)
    }

    /// Where a hash should be, if those between two others are spread evenly.
    private static func guess(
        _ hash: SHA1Hash, _ low: Int, _ high: Int, _ below: SHA1Hash?, _ above: SHA1Hash?
    ) -> Int {
        let (first, last) = (Double(below?.high ?? 0), Double(above?.high ?? .max))
        let share = (Double(hash.high) - first) / (last - first)
        // Not a number where both are the same.
        guard share > 0, share < 1 else { return low + (high - low) / 2 }
        return min(low + Int(share * Double(high - low)), high - 1)
    }
}
