/// Why a line of a file of settings is refused. Nothing of the line is repeated but the name of a setting: anything may
/// be written there, a part of a secret too.
struct SettingsLineError: Error, CustomStringConvertible {
    let description: String

    /// The value is not UTF-8.
    static let notUTF8 = SettingsLineError("its value is not UTF-8 text")

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
