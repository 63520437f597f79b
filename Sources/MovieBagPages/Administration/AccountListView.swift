import Mail
import MovieBag
import Text
import Web

/// Which accounts the list shows. Forms in it lead back to the same ones.
///
/// Tests: AdminAccountPageTests.swift
struct AccountListView {
    let part: PagePart<Account>
    /// The address that is searched for, as it was typed; `nil` for all accounts.
    let email: String?

    init(_ visit: Visit) {
        part = PagePart(visit)
        let typed = visit.query.all("email").first.map { String(decoding: $0.trimmingWhiteSpace, as: UTF8.self) }
        email = typed?.isEmpty == false ? typed : nil
    }

    /// The accounts, with one more when others follow.
    func accounts(_ administration: Administration) throws -> [Profile] {
        guard let email else { return try administration.list(after: part.after, limit: part.limit) }
        // What is no address has no account.
        guard let address = EmailAddress(email) else { return [] }
        return try administration.account(withEmail: address).map { [$0] } ?? []
    }

    /// A path of this view.
    func path(_ path: String, adding others: [String] = []) -> String {
        let own = [email.map { "email=\(Array($0.utf8).percentEncoded)" }, part.after.map { "after=\($0)" }]
        let query = own.compactMap(\.self) + others
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }
}
