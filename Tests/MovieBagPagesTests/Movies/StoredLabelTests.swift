import JSON
import MovieBag
import Testing

@testable import MovieBagPages

/// Against what the program writes.
@Suite struct StoredLabelTests {
    private static func read(_ texts: [String], atMost most: Int = 200) throws -> StoredLabels {
        labels(in: try Labels(texts.map { Array($0.utf8) }, field: "casts").json, atMost: most)
    }

    // Within an expectation the compiler, 6.3.1, does not make good code of a span.
    private static func labels(in json: [UInt8], atMost most: Int) -> StoredLabels {
        StoredLabels(json.span, atMost: most)
    }

    @Test(arguments: [
        [], ["a"], ["a", "b", "c"], ["Setsuko Hara", "原節子", "🎬"], ["a,b", "[c]", "{\"d\":1}"],
        ["\"", "\\", "\\\"", "\"\"\"", "a\\"],
        ["\\n", "\\u0041", "\\\\u0041"], ["\n", "\t", "\r", "\u{8}", "\u{c}", "\u{1}", "\u{1f}", "a\u{b}b"],
        ["/", "</script>", "\u{7f}"],
        ["ä", "a\u{308}", "\u{2028}"], [" ", "  a  "],
    ])
    func eachTextIsReadAsItWasWritten(texts: [String]) throws {
        let read = try Self.read(texts)
        #expect(read.first.map { Array($0.utf8) } == texts.map { Array($0.utf8) } && read.others == 0)
    }

    @Test func theOthersAreCounted() throws {
        let read = try Self.read(["a", "\"", "c\\", "d", "e"], atMost: 2)
        #expect(read.first == ["a", "\""] && read.others == 3)
        #expect(try Self.read(["a", "b"], atMost: 0).others == 2)
        #expect(try Self.read([], atMost: 3).others == 0)
    }

    @Test func everyControlCharacterIsRead() throws {
        for value in UInt8(1)...31 {
            var writer = JSONWriter()
            writer.raw("[")
            writer.string([value])
            writer.raw("]")
            #expect(Self.labels(in: writer.bytes, atMost: 1).first == [String(decoding: [value], as: UTF8.self)])
        }
    }

    /// A damaged row must not end the process.
    @Test(arguments: [
        "", "[", "[\"", "[\"a", "[\"a\\", "[\"a\\\"", "[\"\\u", "[\"\\u12", "[\"\\ud800\"]", "[1,null]", "\"\"\"",
    ])
    func whatIsDamagedIsReadAsFarAsItGoes(json: String) {
        #expect(Self.labels(in: Array(json.utf8), atMost: 3).first.count <= 2)
    }
}
