import FoundationEssentials
import Mail
import MovieBag

/// A mail of the outbox in words.
///
/// Tests: OutboxCommandTests.swift
struct OutboxMailText {
    private let mail: OutboxMailStatus

    init(_ mail: OutboxMailStatus) {
        self.mail = mail
    }

    /// One line, with a tab between the columns.
    var line: String {
        let (state, time) = state
        return [
            "\(mail.id)", state, "\(mail.attempts)", Self.text(mail.written), Self.text(time), kind,
            mail.recipient.text, mail.problem ?? "",
        ].joined(separator: "\t")
    }

    /// A line for each thing there is to know.
    var paragraph: String {
        let (state, time) = state
        var lines = [
            ("id", "\(mail.id)"), ("to", mail.recipient.text), ("about", kind),
            ("written", Self.text(mail.written)), ("state", state), (timeName, Self.text(time)),
            ("attempts", "\(mail.attempts)"),
        ]
        if let expires = mail.kind.expires { lines.append(("link good until", Self.text(expires))) }
        if !mail.kind.isKnown { lines.append(("note", "only a newer version of movie-bag can deliver it")) }
        if let problem = mail.problem { lines.append(("latest problem", problem)) }
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, text in
            "\(name):" + String(repeating: " ", count: width - name.count + 1) + text
        }.joined(separator: "\n")
    }

    private var kind: String {
        mail.kind.name.replacing("_", with: "-")
    }

    private var state: (String, UnixTime) {
        switch mail.state {
        case .waiting(let due): ("waiting", due)
        case .inDelivery(let leaseEnd): ("in-delivery", leaseEnd)
        case .dead(let since): ("dead", since)
        }
    }

    private var timeName: String {
        switch mail.state {
        case .waiting: "next attempt"
        case .inDelivery: "at the latest until"
        case .dead: "dead since"
        }
    }

    /// Such as `2026-11-24T16:15:01Z`.
    private static func text(_ time: UnixTime) -> String {
        Date(timeIntervalSince1970: Double(time.seconds)).formatted(.iso8601)
    }
}
