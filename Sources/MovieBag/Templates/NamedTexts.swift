/// Texts by name, as files of lines `name = text` have them, such as `messages/en.txt` and `email/words.txt`.
///
/// Tests: NamedTextsTests.swift
package struct NamedTexts: Sendable {
    package let texts: [String: String]

    /// - Parameters:
    ///   - file: its name, for errors.
    ///   - source: the lines; empty ones and those that begin with `#` do not count.
    /// - Throws: ``TemplateError`` for a line that is none, and for a name that is given twice.
    package init(_ file: String, source: String) throws(TemplateError) {
        var texts: [String: String] = [:]
        for (index, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = Self.trimmed(line)
            guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix("\u{FEFF}#") else { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw TemplateError(file, "has no = in line \(index + 1)")
            }
            let name = String(Self.trimmed(line[..<equals]))
            guard texts.updateValue(String(Self.trimmed(line[equals...].dropFirst())), forKey: name) == nil else {
                throw TemplateError(file, "has \(name) a second time in line \(index + 1)")
            }
        }
        self.texts = texts
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
