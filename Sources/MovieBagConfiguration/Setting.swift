/// What is known of a setting: what it may be, what it is when it is not given, and what it does. Reading it, `--help` and
/// the documents go by this.
///
/// Tests: SettingsTests.swift
package struct Setting: Sendable {
    /// What values a setting takes.
    package enum Kind: Sendable {
        /// Anything, which the one who asks for it reads. The default is said in words; `nil` when nothing is to be said.
        case text(default: String?)
        /// A whole number.
        case number(default: Int, in: ClosedRange<Int>)
        /// `yes` or `no`.
        case toggle(default: Bool)
    }

    package let kind: Kind
    /// A sentence without a full stop.
    package let sentence: String

    init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }

    /// The default in words; `nil` when there is none.
    package var standard: String? {
        switch kind {
        case .text(let standard): standard
        case .number(let standard, _): "\(standard)"
        case .toggle(let standard): standard ? "yes" : "no"
        }
    }

    /// What `--help` says, the default in parentheses at its end.
    var help: String {
        let prefix = if case .toggle = kind { "yes or no: " } else { "" }
        return prefix + sentence + (standard.map { " (\($0))" } ?? "")
    }
}
