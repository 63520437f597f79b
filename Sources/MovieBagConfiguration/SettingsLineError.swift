/// Why a line of a file of settings is refused. Nothing of the line is repeated but the name of a setting: anything may
/// be written there, a part of a secret too.
///
/// Tests: SettingsFileTests.swift
struct SettingsLineError: Error, CustomStringConvertible {
    let description: String

    /// The value is not UTF-8.
    static let notUTF8 = SettingsLineError("its value is not UTF-8 text")

    /// A value in quotes, with a comment behind it, with a control character, or none where there must be one; `nil` for
    /// any other. Each would be taken as it stands: a database of another name would be made, and be empty.
    init?(name: String, value: ArraySlice<UInt8>) {
        let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        let hasComment = zip(value, value.dropFirst()).contains {
            ($0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")) && $1 == UInt8(ascii: "#")
        }
        if let first = value.first, quotes.contains(first) {
            self.init("write \(name)=value, without quotes")
        } else if hasComment {
            self.init("a comment must have a line of its own; this one would be a part of the value of \(name)")
        } else if value.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7f }) {
            self.init("the value of \(name) has a control character in it")
        } else if value.isEmpty, name == SettingName.database.rawValue {
            self.init("\(name) has no value: write \(name)=value")
        } else {
            return nil
        }
    }

    /// A line without `=`.
    init(withoutValue line: ArraySlice<UInt8>) {
        let words = Self.words(line)
        if let name = Self.setting(words.first) {
            self.init(words.count == 1 ? "\(name) has no value: write \(name)=value" : "write \(name)=value, with an =")
        } else if let name = Self.setting(beforeColonIn: line) {
            self.init("write \(name)=value, with = instead of a colon")
        } else {
            self.init("it is neither NAME=value nor a comment, which begins with #")
        }
    }

    /// A line with this in front of its first `=`.
    init(name: ArraySlice<UInt8>) {
        let words = Self.words(name)
        if words.first == "export" || words.first == "set" {
            self.init("write NAME=value, without `\(words[0])`, which is for a shell")
        } else if let name = Self.setting(beforeColonIn: name) {
            self.init("write \(name)=value, with = instead of a colon")
        } else if let known = Self.setting(words.first?.uppercased()), words.count == 1 {
            self.init("names are in capital letters: write \(known)=value")
        } else {
            self.init(
                "before its = there is no name: those of settings are in capital letters, with digits and _ at most")
        }
    }

    private init(_ description: String) {
        self.description = description
    }

    private static func words(_ text: ArraySlice<UInt8>) -> [String] {
        text.split { $0 == UInt8(ascii: " ") || (0x09...0x0d).contains($0) }.prefix(2)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func setting(_ word: String?) -> String? {
        word.flatMap { SettingName(rawValue: $0) }?.rawValue
    }

    private static func setting(beforeColonIn text: ArraySlice<UInt8>) -> String? {
        text.firstIndex(of: UInt8(ascii: ":")).flatMap { setting(words(text[..<$0]).first?.uppercased()) }
    }
}
