/// What mails say in one language that is in no template: subjects, lifetimes, and words for what is not known. They are lines of
/// `email/words.txt`, `email/de/words.txt`; plural forms are names of their own, as `hours.one`.
///
/// Tests: MailWordsTests.swift
struct MailWords: Sendable {
    private let language: MailLanguage
    private let texts: [String: String]

    /// - Parameters:
    ///   - own: those of the language.
    ///   - others: for what is missing in `own`.
    init(_ language: MailLanguage, own: [String: String] = [:], others: MailWords = .builtIn) {
        self.init(language, own.merging(others.texts) { own, _ in own })
    }

    private init(_ language: MailLanguage, _ texts: [String: String]) {
        self.language = language
        self.texts = texts
    }

    /// In English, so that a directory of templates that has no words yet is good.
    static let builtIn = MailWords(
        .english,
        [
            "minutes.one": "{count} minute", "minutes.other": "{count} minutes",
            "hours.one": "{count} hour", "hours.other": "{count} hours",
            "days.one": "{count} day", "days.other": "{count} days",
            "unknown_client": "not known", "unnamed_agent": "not named",
        ].merging(MailKind.allCases.map { ("subject_\($0.template)", $0.subject) }) { text, _ in text })

    /// The names of all words.
    var names: Set<String> { Set(texts.keys) }

    func subject(of kind: MailKind) -> String { self["subject_\(kind.template)"] }

    /// What is said instead of an address that is not known.
    var unknownClient: String { self["unknown_client"] }

    /// What is said instead of the name of a program that gave none.
    var unnamedAgent: String { self["unnamed_agent"] }

    /// A lifetime for people to read.
    func lifetime(_ seconds: Int64) -> String {
        let (count, unit) =
            switch seconds {
            case ..<5400: (max(1, seconds / 60), "minutes")
            case ..<(48 * 3600): ((seconds + 1800) / 3600, "hours")
            default: ((seconds + 43_200) / 86_400, "days")
            }
        let text = texts["\(unit).\(PluralForm(Int(count), by: language))"] ?? self["\(unit).\(PluralForm.other)"]
        return text.replacing("{count}", with: "\(count)")
    }

    /// The built-in ones have every name.
    private subscript(name: String) -> String { texts[name] ?? name }
}
