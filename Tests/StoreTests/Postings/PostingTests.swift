import MovieBag
import Testing

@testable import MovieBagSQLite

@Suite("Postings and their blocks") struct PostingTests {
    private static func posting(_ number: Int, year: Int64 = 1984, name: String = "a") -> Posting {
        Posting(MovieID(Sample.objectID(number)), year: year, name: Array(name.utf8))
    }

    private static func added(_ numbers: some Sequence<Int>) -> ArraySlice<PostingEdit> {
        numbers.map { PostingEdit(posting: posting($0), isAdded: true) }[...]
    }

    private static func removed(_ numbers: some Sequence<Int>) -> ArraySlice<PostingEdit> {
        numbers.map { PostingEdit(posting: posting($0), isAdded: false) }[...]
    }

    @Test func bytesAreReadAsTheyWereWritten() {
        let postings = [Self.posting(1, year: 1874, name: "a long name"), Self.posting(0xffff, year: 9_999, name: "")]
        let bytes = PostingBlock(postings).bytes
        #expect(bytes.count == 2 * Posting.size)
        #expect(PostingBlock(bytes: bytes).postings == postings)
        #expect(postings[1].movie == Sample.objectID(0xffff).bytes)
    }

    @Test func theirOrdersAreThoseOfDocuments() {
        #expect(Self.posting(1).isBefore(Self.posting(256)) && !Self.posting(256).isBefore(Self.posting(256)))
        #expect(Self.posting(9, year: 1).isYearBefore(Self.posting(1, year: 256)))
        #expect(Self.posting(9, name: "a").isNameBefore(Self.posting(1, name: "a ")))
        #expect(Self.posting(9, name: "abcdefgh").isNameBefore(Self.posting(1, name: "abcdefgi")))
        #expect(Self.posting(1, name: "abcdefghz").isNameBefore(Self.posting(2, name: "abcdefgha")))
    }

    @Test func editsAreMergedInOrder() {
        let block = PostingBlock([2, 4, 6].map { Self.posting($0) })
        let edits = Self.added([1]) + Self.removed([3, 4]) + Self.added([5, 7])
        #expect(block.applying(edits) == [PostingBlock([1, 2, 5, 6, 7].map { Self.posting($0) })])
        #expect(block.applying(Self.removed([2, 4, 6])).isEmpty)
        let changed = PostingEdit(posting: Self.posting(4, year: 2_000), isAdded: true)
        #expect(block.applying([changed]).first?.postings.map(\.year) == [1984, 2_000, 1984])
    }

    @Test func whatIsAppendedFillsBlocksAndOthersLeaveRoom() {
        let full = PostingBlock((1...40).map { Self.posting($0) })
        #expect(full.applying(Self.added(41...90)).map(\.postings.count) == [40, 40, 10])
        let middle = PostingBlock((1...40).map { Self.posting($0 * 2) })
        let parts = middle.applying(Self.added([3]))
        #expect(parts.map(\.postings.count) == [21, 20])
        #expect(parts.flatMap(\.postings) == ([2, 3] + (2...40).map { $0 * 2 }).map { Self.posting($0) })
    }
}
