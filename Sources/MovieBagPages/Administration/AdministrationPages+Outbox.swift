import Mail
import MovieBag
import Web

/// Tests: AdminOutboxPageTests.swift
extension AdministrationPages {
    func showOutbox(_ visit: Visit) throws -> Response {
        let texts = visit.texts
        let part = PagePart<OutboxMail>(visit)
        let figures = try parts.outbox.figures()
        var values = PageValues()
        let notices: [Notice] = [.mailRetried, .mailsRetried, .mailDropped, .nothingChanged]
        values["notice"] = Notice(in: visit.query, of: notices)?.text(texts)
        values.set(
            "counts",
            list: [
                count("outbox_waiting", figures.waiting, texts), count("outbox_retried", figures.retried, texts),
                count("outbox_dead", figures.dead, texts),
            ])
        values["oldest_text"] = figures.oldest.map { texts.oldestMail(written: $0, at: frame.clock.now) }
        let found = try parts.outbox.deadLetters(after: part.after, limit: part.limit)
        let shown = part.fill(&values, with: found, id: \.id) { after in
            frame.address(after.map { "/admin/outbox?after=\($0)" } ?? "/admin/outbox")
        }
        values.set("dead", list: shown.map { entry($0, texts) })
        values.set("no_dead", if: shown.isEmpty)
        values["retry_all_url"] = figures.dead == 0 ? nil : frame.address("/admin/outbox/retry")
        return try page(.adminOutbox, for: visit, values)
    }

    func retryAll(_ visit: Visit) throws -> Response {
        try answer(visit, .mailsRetried) { try parts.outbox.retry(.allDead, by: $0, from: $1) }
    }

    func retry(_ visit: Visit) throws -> Response {
        guard let id = OutboxMailID(hexadecimal: visit.parameter) else { throw NoSuchThing() }
        return try answer(visit, .mailRetried) { try parts.outbox.retry(.these([id]), by: $0, from: $1) }
    }

    func drop(_ visit: Visit) throws -> Response {
        guard let id = OutboxMailID(hexadecimal: visit.parameter) else { throw NoSuchThing() }
        return try answer(visit, .mailDropped) { try parts.outbox.drop(id, by: $0, from: $1) }
    }

    /// At an address that only takes forms: a browser asks for it after a log-in.
    func showOutboxInstead(_: Visit) -> Response { frame.redirect(to: "/admin/outbox") }

    private func answer(
        _ visit: Visit, _ notice: Notice, _ body: (AccountID, Client) throws -> Void
    ) throws -> Response {
        _ = try visit.form
        do {
            try body(visit.requireMember().account, clients.client(of: visit))
            return frame.redirect(to: "/admin/outbox?notice=\(notice.rawValue)")
        } catch is MailFailure {
            // It was delivered or dropped meanwhile, or is being delivered.
            return frame.redirect(to: "/admin/outbox?notice=\(Notice.nothingChanged.rawValue)")
        }
    }

    private func count(_ label: String, _ number: Int, _ texts: PageTexts) -> PageValues {
        var entry = PageValues()
        entry["count_label"] = texts(label)
        entry["count"] = texts.number(number)
        return entry
    }

    private func entry(_ mail: OutboxMailStatus, _ texts: PageTexts) -> PageValues {
        var entry = PageValues()
        // One of a newer version of the program has no text here.
        entry["mail_kind"] = mail.kind.isKnown ? texts("mail_\(mail.kind.name)") : mail.kind.name
        entry["mail_to"] = mail.recipient.text
        if case .dead(let since) = mail.state {
            entry["mail_time"] = "\(since)"
            entry["mail_text"] = texts.dateAndTime(since)
        }
        entry["mail_attempts"] = texts("mail_attempts", count: mail.attempts)
        entry["mail_error"] = mail.problem
        entry["retry_url"] = frame.address("/admin/outbox/\(mail.id)/retry")
        entry["drop_url"] = frame.address("/admin/outbox/\(mail.id)/drop")
        return entry
    }
}

extension PageTexts {
    /// For how long a mail waits, to the minute, hour or day.
    func oldestMail(written: UnixTime, at now: UnixTime) -> String {
        let minutes = max(1, Int((now.seconds - written.seconds) / 60))
        return switch minutes {
        case ..<90: self("outbox_oldest_minutes", count: minutes)
        case ..<(36 * 60): self("outbox_oldest_hours", count: minutes / 60)
        default: self("outbox_oldest_days", count: minutes / (24 * 60))
        }
    }
}
