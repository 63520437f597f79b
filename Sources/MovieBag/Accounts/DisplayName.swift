/// The name that others see of an account: 1 to 60 Unicode scalars on one line, not only white space.
///
/// Tests: DisplayNameTests.swift
package struct DisplayName: Sendable, Equatable {
    package static let lengths = 1...60

    package let text: String

    /// What others see of an account: the name that it has chosen, or `Member` and the last four digits of its identifier, which
    /// tell it from most others.
    package static func shown(_ name: DisplayName?, of account: AccountID) -> String {
        name?.text ?? "Member \(account.description.suffix(4))"
    }

    /// - Parameter utf8: valid UTF-8.
    /// - Throws: ``InvalidValue`` when it breaks a rule.
    package init(_ utf8: [UInt8], field: String = "name") throws(InvalidValue) {
        try utf8.checkText(as: field, lengths: Self.lengths)
        let text = String(decoding: utf8, as: UTF8.self)
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            // They would break a line, turn its direction round, or not be seen at all.
            case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
                throw InvalidValue(field, "must not hold control characters")
            case .format where scalar.value != 0x200C && scalar.value != 0x200D:
                throw InvalidValue(field, "must not hold invisible characters")
            default: continue
            }
        }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw InvalidValue(field, "must not be only white space")
        }
        self.text = text
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored text: String) {
        self.text = text
    }
}
