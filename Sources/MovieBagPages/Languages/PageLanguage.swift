/// The languages that pages are written in. A language is a file of texts, and its plural forms here.
///
/// Tests: PageTextsTests.swift
package enum PageLanguage: String, CaseIterable, Sendable {
    // The first is the one of visitors who want none of these.
    case english = "en"
    case german = "de"
    case arabic = "ar"

    /// For the attribute `dir`.
    var direction: String { self == .arabic ? "rtl" : "ltr" }
}
