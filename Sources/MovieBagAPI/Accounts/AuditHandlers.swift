import MovieBag
import Web

/// What was recorded of accounts, over HTTP.
///
/// Tests: AuditRouteTests.swift
struct AuditHandlers {
    let audit: Audit
    let authentication: Authentication
    let site: PublicURL

    func list(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let fields = try FormFields(decoding: request.target.query)
        let position = try ListPosition<AuditEntry>(request, with: "account", "kind")
        let account = try fields.single("account").map { try AccountID($0, field: "account") }
        let kind = try fields.single("kind").map { text in
            guard let kind = AuditKind(rawValue: String(decoding: text, as: UTF8.self)) else {
                throw InvalidValue(
                    "kind", "must be one of \(AuditKind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return kind
        }
        let query = AuditQuery(account: account, kind: kind, after: position.after, limit: position.limit + 1)
        let records =
            if try authentication.isAdministrator(authority.account) {
                try audit.records(query)
            } else {
                try audit.records(query, seenBy: authority.account)
            }
        let filters = [account.map { "account=\($0)" }, kind.map { "kind=\($0.rawValue)" }].compactMap(\.self)
        let path = "/api/audit" + (filters.isEmpty ? "" : "?" + filters.joined(separator: "&"))
        return position.response(records, at: path, of: site, id: \.id, json: \.json)
    }
}
