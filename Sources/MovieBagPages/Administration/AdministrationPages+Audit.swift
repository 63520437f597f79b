import Mail
import MovieBag
import Text
import Web

/// Tests: AdminAuditPageTests.swift
extension AdministrationPages {
    private static let account = FieldID("account", "account_problem")

    /// What was recorded, the newest first: of all kinds or one, of all accounts or one.
    func showAudit(_ visit: Visit) throws -> Response {
        let texts = visit.texts
        let query = visit.query
        let kind = query.all("kind").first.flatMap { AuditKind(rawValue: String(decoding: $0, as: UTF8.self)) }
        let typed = query.all("account").first.map { String(decoding: $0.trimmingWhiteSpace, as: UTF8.self) } ?? ""
        var values = PageValues()
        values["search_url"] = frame.address("/admin/audit")
        values["audit_account"] = typed
        values.set("kinds", list: kinds(chosen: kind, texts))
        let account = try typed.isEmpty ? nil : account(typed)
        guard typed.isEmpty || account != nil else {
            var problems = PageProblems()
            problems.add(texts("problem_audit_account"), at: Self.account)
            problems.fill(&values, texts)
            return try page(.adminAudit, for: visit, values, .init(status: 404))
        }
        let part = PagePart<AuditEntry>(visit)
        let found = try parts.audit.records(
            AuditQuery(account: account, kind: kind, after: part.after, limit: part.limit))
        let shown = part.fill(&values, with: found, id: \.id) { after in
            let filters = [
                account.map { "account=\($0)" }, kind.map { "kind=\($0.rawValue)" }, after.map { "after=\($0)" },
            ].compactMap(\.self)
            return frame.address("/admin/audit" + (filters.isEmpty ? "" : "?" + filters.joined(separator: "&")))
        }
        values.set("entries", list: try entries(shown, texts))
        values.set("no_entries", if: shown.isEmpty)
        return try page(.adminAudit, for: visit, values)
    }

    /// The account of an identifier, which may be gone, or of an address.
    private func account(_ text: String) throws -> AccountID? {
        if let id = AccountID(hexadecimal: Array(text.utf8)[...]) { return id }
        return try EmailAddress(text).flatMap { try parts.administration.account(withEmail: $0)?.account }
    }

    private func kinds(chosen: AuditKind?, _ texts: PageTexts) -> [PageValues] {
        var all = PageValues()
        all["kind_value"] = ""
        all["kind_label"] = texts("kind_all")
        all.set("kind_chosen", if: chosen == nil)
        return [all]
            + AuditKind.allCases.map { kind in
                var entry = PageValues()
                entry["kind_value"] = kind.rawValue
                entry["kind_label"] = texts.kind(kind.rawValue)
                entry.set("kind_chosen", if: kind == chosen)
                return entry
            }
    }

    private func entries(_ records: ArraySlice<AuditRecord>, _ texts: PageTexts) throws -> [PageValues] {
        // The same few accounts stand in most of them.
        var names: [AccountID: String] = [:]
        for id in Set(records.flatMap { [$0.account, $0.actor].compactMap(\.self) }) {
            names[id] = try shownName(of: id)
        }
        return records.map { entry($0, names, texts) }
    }

    private func entry(_ record: AuditRecord, _ names: [AccountID: String], _ texts: PageTexts) -> PageValues {
        var entry = PageValues()
        entry["entry_time"] = "\(record.time)"
        entry["entry_text"] = texts.dateAndTime(record.time)
        entry["entry_kind"] = texts.kind(record.kind)
        entry.set("entry_severe", if: AuditKind(rawValue: record.kind)?.isRefusal == true)
        entry["entry_account"] = record.account.flatMap { names[$0] }
        entry["entry_account_url"] = record.account.map { frame.address("/admin/audit?account=\($0)") }
        entry["entry_actor"] = record.actor.flatMap { names[$0] }
        entry.set("entry_self", if: record.actor != nil && record.actor == record.account)
        entry["entry_client"] = record.client
        entry["entry_detail"] = record.detail
        entry["entry_times"] = record.times > 1 ? texts("audit_times", count: Int(record.times)) : nil
        return entry
    }
}

extension AuditKind {
    /// Whether a request was refused, which administrators look for first.
    fileprivate var isRefusal: Bool {
        switch self {
        case .signUpRefused, .logInFailed, .confirmationFailed, .linkWithheld, .limitReached, .accessRefused: true
        default: false
        }
    }
}

extension PageTexts {
    /// A kind of record; one of a newer version of the program by the name that is stored.
    fileprivate func kind(_ name: String) -> String {
        AuditKind(rawValue: name) == nil ? name : self("kind_\(name.replacing("-", with: "_"))")
    }
}
