import Testing
import Threads

@testable import Cryptography

@Suite struct SortedHashesTests {
    /// The list of some bytes, and how often it was read.
    private static func list(_ bytes: [UInt8], size: Int? = nil) -> (hashes: SortedHashes, reads: Monitor<Int>) {
        let reads = Monitor(0)
        let hashes = SortedHashes(size: size ?? bytes.count) { (offset, count) throws(SortedHashError) in
            reads.withLock { $0 += 1 }
            return Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
        }
        return (hashes, reads)
    }

    private static func hash(_ word: String) throws -> SHA1Hash { try SHA1Hash(of: Array(word.utf8)) }

    @Test(arguments: [1, 2, 3, 80, 100, 200, 5000], ["\n", "\r\n"])
    func allThatAreInItAreFoundAndNoOthers(count: Int, lineEnd: String) throws {
        let list = HashList(count: count, lineEnd: lineEnd)
        let (hashes, _) = Self.list(list.bytes)
        try hashes.check(places: 32)
        for word in list.words { #expect(try hashes.contains(Self.hash(word)), "\(word) of \(count)") }
        for number in 0..<max(count, 100) {
            #expect(try !hashes.contains(Self.hash("another \(number)")))
        }
    }

    @Test func digitsMayBeInLowerCaseAndTheLastLineWithoutAnEnd() throws {
        let list = HashList(count: 300)
        let (hashes, _) = Self.list(Array(list.text.lowercased().utf8.dropLast()))
        try hashes.check(places: 32)
        for word in list.words { #expect(try hashes.contains(Self.hash(word))) }
    }

    @Test func fewReadsFindOneAmongMany() throws {
        let list = HashList(count: 50_000)
        let (hashes, reads) = Self.list(list.bytes)
        for word in list.words.prefix(1000) { _ = try hashes.contains(Self.hash(word)) }
        #expect(reads.withLock { $0 } < 4000)
        let before = reads.withLock { $0 }
        try hashes.check(places: 32)
        #expect(reads.withLock { $0 } - before == 32)
    }

    /// Hashes that are not spread evenly, as an attacker or a mistake might have made them: halving finds them all the same.
    @Test func aListThatIsSpreadUnevenlyTakesNoMoreThanEightReadsAndOneForEachHalving() throws {
        let rest = String(repeating: "0", count: 32)
        let lines = (0..<40_000).map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits + "\(rest):1\n"
        }
        let bytes = Array(lines.joined().utf8)
        let (hashes, reads) = Self.list(bytes)
        for number in [0, 1, 17, 20_000, 39_998, 39_999] {
            reads.withLock { $0 = 0 }
            let hash = SHA1Hash([0, 0, UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 0, count: 16))
            #expect(try hashes.contains(hash))
            // 1.72 MB are 420 blocks, which nine halvings end.
            #expect(reads.withLock { $0 } <= 8 + 9)
        }
    }

    @Test(arguments: [
        "\n", "x", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:x\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:-1\n",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8 :1\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8;1\n",
        " 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD:1\n",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD88:1\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FDG:1\n",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\r\r\n",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:12345678901234567890\n", "8846F7EAEE8FB117AD06BDD830B7586C:1\n",
        "\u{FEFF}5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n",
    ])
    func aMalformedLineIsSaid(text: String) throws {
        let (hashes, _) = Self.list(Array(text.utf8))
        #expect(throws: SortedHashError.self) { try hashes.check(places: 4) }
        #expect(throws: SortedHashError.self) { try hashes.contains(Self.hash("password")) }
    }

    @Test func whereItIsMalformedIsSaid() throws {
        let list = HashList(count: 2)
        let (hashes, _) = Self.list(Array((list.lines[0] + "nonsense\n").utf8))
        #expect(throws: SortedHashError.malformed(at: list.lines[0].utf8.count)) { try hashes.check(places: 2) }
    }

    @Test func anEmptyListIsSaid() throws {
        #expect(throws: SortedHashError.empty) { try Self.list([]).hashes.check(places: 2) }
        #expect(try !Self.list([]).hashes.contains(Self.hash("password")))
    }

    @Test(arguments: [2, 50, 5000]) func anotherOrderIsSaid(count: Int) throws {
        let list = HashList(count: count)
        for lines in [list.lines.reversed(), [list.lines[1], list.lines[0]] + list.lines.dropFirst(2)] {
            let (hashes, _) = Self.list(Array(lines.joined().utf8))
            #expect(throws: SortedHashError.self) { try hashes.check(places: 32) }
        }
        let twice = list.lines[0] + list.text
        #expect(throws: SortedHashError.self) { try Self.list(Array(twice.utf8)).hashes.check(places: 32) }
    }

    /// Two sorted lists behind one another, each in order: every block is, all of them are not.
    @Test func twoListsBehindOneAnotherAreNotSorted() throws {
        let list = HashList(count: 3000)
        #expect(throws: SortedHashError.self) { try Self.list(list.bytes + list.bytes).hashes.check(places: 32) }
    }

    /// Parts of a list that changed places. A block across a seam tells by itself; others do by the blocks that were met
    /// before.
    @Test func partsInAnotherOrderAreNotedWhileSearching() throws {
        let list = HashList(count: 5000)
        let parts = (0..<10).map { $0 * 7 % 10 * 500 }.map { list.lines[$0..<($0 + 500)].joined() }
        let seams = parts.indices.map { parts[..<$0].joined().utf8.count }
        let (hashes, _) = Self.list(Array(parts.joined().utf8))
        var places: [Int] = []
        for word in list.words {
            do {
                _ = try hashes.contains(Self.hash(word))
            } catch SortedHashError.unsorted(let place) {
                places.append(place)
            }
        }
        #expect(places.contains { !seams.contains($0) })
    }

    @Test func aListThatBecameShorterIsSaid() throws {
        let list = HashList(count: 500)
        let (hashes, _) = Self.list(Array(list.bytes.prefix(100)), size: list.bytes.count)
        #expect(throws: SortedHashError.unreadable("it has become shorter")) {
            try hashes.contains(Self.hash("word 1"))
        }
    }
}
