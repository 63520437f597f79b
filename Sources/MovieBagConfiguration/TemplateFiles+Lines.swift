import MovieBag

/// Files of lines `name = text`: the texts of pages in a language, and the words of mails.
extension TemplateFiles {
    /// The lines of the packaged file whose names the operator's `text` lacks.
    func packagedLines(missingIn text: String, of name: String) throws -> String {
        guard Self.hasLines(name), let theirs = try packagedTexts(of: name), let own = Self.texts(text, name) else {
            return ""
        }
        let missing = theirs.filter { own[$0.key] == nil }.sorted { $0.key < $1.key }
        return missing.map { "\n\($0.key) = \($0.value)" }.joined()
    }

    /// How the names in the operator's file differ from those of the packaged one; `nil` when they cannot be compared.
    func nameDifference(of name: String) throws -> NameDifference? {
        guard Self.hasLines(name), let text = try own?.text(of: name), let own = Self.texts(text, name),
            let theirs = try packagedTexts(of: name)
        else { return nil }
        // A name that only English has is shown in English, until the operator's file says it.
        let english = try packagedTexts(of: Self.english(name)) ?? [:]
        return NameDifference(own: Set(own.keys), packaged: Set(theirs.keys), english: Set(english.keys))
    }

    private static func hasLines(_ name: String) -> Bool {
        name.hasPrefix("messages/") || name.hasSuffix("/words.txt")
    }

    /// The file of English that corresponds to one of another language.
    private static func english(_ name: String) -> String {
        name.hasPrefix("messages/") ? "messages/en.txt" : "email/words.txt"
    }

    private func packagedTexts(of name: String) throws -> [String: String]? {
        guard packaged.isThere, let text = try packaged.text(of: name) else { return nil }
        return try NamedTexts(name, source: text).texts
    }

    /// The texts by name; `nil` for what is no file of lines. Who reads it then says why.
    private static func texts(_ text: String, _ name: String) -> [String: String]? {
        do throws(TemplateError) {
            return try NamedTexts(name, source: text).texts
        } catch {
            return nil
        }
    }
}

/// How the names in an operator's file of lines differ from those that the program knows.
package struct NameDifference: Equatable {
    /// Those that are missing; the packaged file of the language has them, or else the English one.
    package let missing: [String]
    /// Those that nothing uses, such as misspelled ones.
    package let unknown: [String]

    init(own: Set<String>, packaged: Set<String>, english: Set<String>) {
        missing = packaged.subtracting(own).sorted()
        let known = packaged.union(english)
        let counted = Set(known.compactMap(Self.counted))
        unknown = own.subtracting(known).filter { Self.counted($0).map { !counted.contains($0) } ?? true }.sorted()
    }

    /// What is counted in the name of a plural form: a language may want more of them than the packaged file has.
    private static func counted(_ name: String) -> Substring? {
        guard let dot = name.lastIndex(of: "."), PluralForm(rawValue: String(name[dot...].dropFirst())) != nil else {
            return nil
        }
        return name[..<dot]
    }
}
