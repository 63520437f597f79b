import Memory
import MovieBag
import Text
import Web

/// Tests: AccountTokenTests.swift
extension AccountPages {
    /// More than an account has, unless the site has no limits.
    private static let mostTokens = 200

    private static let tokenForm = PageForm(
        fields: [
            .init(
                name: "name", place: FieldID("token-name", "token_name_problem"), label: "token_name",
                kept: "new_token_name"),
            .init(
                name: "scope", place: FieldID("token-scope", "token_scope_problem"), label: "token_scope",
                kept: "new_token_scope", choices: [("write", "scope_is_write")]),
            .init(name: "days", place: FieldID("token-days", "token_days_problem"), label: "days_valid", kept: "days"),
            .init(
                name: "current_password", place: FieldID("token-current", "token_current_problem"),
                label: "current_password"),
        ],
        opener: "token_open",
        rules: [
            .init(value: "new name", text: "problem_token_name", field: "name"),
            // The storage's word about one too many.
            .init(value: "name", text: "problem_tokens", field: nil),
            .init(value: "days", text: "problem_token_days", field: "days"),
            .init(value: "scope", text: "problem_form_not_whole", field: "scope"),
        ])

    /// Makes a token. The response shows it this once, so it is no redirection.
    func makeToken(_ visit: Visit) throws -> Response {
        try answer(Self.tokenForm, visit) { member, client in
            let name = try DisplayName(try visit.field("name").trimmingWhiteSpace, field: "new name")
            guard let scope = APIToken.Scope(rawValue: try visit.text("scope")) else {
                throw InvalidValue("scope", "is none")
            }
            guard let days = try visit.days("days"), APIToken.lifetimes.contains(days) else {
                throw InvalidValue("days", "is none")
            }
            let confirmation = try own.confirm(visit.field("current_password"), by: member.authority, from: client)
            let made = try parts.tokens.make(
                confirmedBy: confirmation, name: name, scope: scope, days: days, from: client)
            defer { Memory.cleanse(made.text.bytes) }
            var values = PageValues()
            values.set("token_new", utf8: made.text.bytes)
            values["notice"] = visit.texts("notice_token_made")
            return try page(visit, values)
        }
    }

    func endToken(_ visit: Visit) throws -> Response {
        guard let id = APITokenID(hexadecimal: visit.parameter) else { throw NoSuchThing() }
        return try answer(.button, visit) { member, client in
            try ending(as: .tokenEnded) { try parts.tokens.end(id, of: member.account, from: client) }
        }
    }

    func fillTokens(_ values: inout PageValues, of member: Visit.Member, _ texts: PageTexts) throws {
        let found = try parts.tokens.list(of: member.account, after: nil, limit: Self.mostTokens)
        values.set("tokens", list: found.map { entry($0, texts) })
    }

    private func entry(_ token: APIToken, _ texts: PageTexts) -> PageValues {
        // To the hour, as the API has it.
        let used = UnixTime(milliseconds: token.used.milliseconds / 3_600_000 * 3_600_000)
        var entry = PageValues()
        entry["token_name"] = token.name.text
        entry["token_scope"] = texts("scope_\(token.scope.rawValue)")
        entry["token_used_time"] = "\(used)"
        entry["token_used"] = texts("token_used", ["date": texts.dateAndTime(used)])
        entry["token_expires_time"] = "\(token.expires)"
        entry["token_expires"] = texts("token_expires", ["date": texts.date(token.expires)])
        entry["token_end_url"] = frame.address("/account/tokens/\(token.id)/end")
        return entry
    }
}

extension Visit {
    /// A number of days that was sent; `nil` for what is none, or has more than three digits.
    func days(_ name: StaticString) throws(RequestError) -> Int? {
        let text = try field(name).trimmingWhiteSpace
        guard (1...3).contains(text.count), text.allSatisfy(\.isDigit) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}
