import Testing
import Text

@Suite struct WrappedTextTests {
    @Test(arguments: [
        ("", []), ("one", ["one"]), ("one two", ["one two"]), ("one two three", ["one two", "three"]),
        ("longest-word x", ["longest-word", "x"]), ("a  b", ["a b"]),
    ])
    func linesAreBrokenAtSpaces(text: String, lines: [String]) {
        #expect(text.lines(ofAtMost: 7) == lines)
    }
}
