/// The form of a sentence that a whole number wants (Unicode CLDR, plural rules; UTS #35 part 3, section 5).
///
/// Tests: PageTextsTests.swift
enum PluralForm: String, CaseIterable, Sendable {
    case zero, one, two, few, many, other

    init(_ number: Int, in language: PageLanguage) {
        switch language {
        case .english, .german: self = number == 1 ? .one : .other
        case .arabic:
            self =
                switch (number, number % 100) {
                case (0, _): .zero
                case (1, _): .one
                case (2, _): .two
                case (_, 3...10): .few
                case (_, 11...99): .many
                default: .other
                }
        }
    }

    /// Those that a language has.
    static func all(of language: PageLanguage) -> [PluralForm] {
        language == .arabic ? allCases : [.one, .other]
    }
}
