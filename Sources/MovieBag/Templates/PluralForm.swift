/// The form of a sentence that a whole number wants (Unicode CLDR, plural rules; UTS #35 part 3, section 5).
///
/// Tests: PluralFormTests.swift
package enum PluralForm: String, CaseIterable, Sendable {
    case zero, one, two, few, many, other

    /// - Parameter language: whose rules count.
    package init(_ number: Int, by language: MailLanguage) {
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
    package static func all(of language: MailLanguage) -> [PluralForm] {
        switch language {
        case .english, .german: [.one, .other]
        case .arabic: allCases
        }
    }
}
