/// Tests: WrappedTextTests.swift
extension String {
    /// The text in lines of at most so many characters, broken at spaces. A longer word has a line of its own.
    package func lines(ofAtMost width: Int) -> [String] {
        split(separator: " ").reduce(into: []) { lines, word in
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
    }
}
