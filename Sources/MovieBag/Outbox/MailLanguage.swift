/// A language that mails are written in. A language is a folder of templates, and its plural forms here.
///
/// Every language that a user can choose (`ProfileChange.languages`) is one of these.
///
/// Tests: MailLanguageTests.swift
package enum MailLanguage: String, CaseIterable, Sendable {
    // The first is the one of mails to people whose language is not known.
    case english = "en"
    case german = "de"
    case arabic = "ar"

    /// The language that was chosen by a tag (BCP 47); English when none was, or one that only a newer version knows.
    package init(chosen tag: String?) {
        self = tag.flatMap(Self.init) ?? .english
    }

    /// Where its templates are: `email` for English, `email/de` for German.
    var folder: String { self == .english ? "email" : "email/\(rawValue)" }
}
