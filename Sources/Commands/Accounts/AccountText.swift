import Mail
import MovieBag

/// An account in words.
///
/// Tests: AccountTextTests.swift
struct AccountText {
    private let account: Profile

    init(_ account: Profile) {
        self.account = account
    }

    /// One line, with a tab between the columns.
    var line: String {
        [
            "\(account.account)", account.role.rawValue, state, account.isVerified ? "verified" : "unverified",
            account.created.description, account.email.text, account.name?.text ?? "",
        ].joined(separator: "\t")
    }

    /// A line for each thing there is to know.
    var paragraph: String {
        let lines = [
            ("id", "\(account.account)"), ("address", account.email.text), ("name", account.name?.text ?? "none"),
            ("role", account.role.rawValue), ("state", state), ("address proved", account.isVerified ? "yes" : "no"),
            ("created", account.created.description), ("language", account.language ?? "none"),
        ]
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, text in
            "\(name):" + String(repeating: " ", count: width - name.count + 1) + text
        }.joined(separator: "\n")
    }

    private var state: String { account.isDisabled ? "disabled" : "active" }
}
