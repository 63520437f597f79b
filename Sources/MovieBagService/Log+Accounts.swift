import Logging
import MovieBag
import ServiceLog
import Text
import Web

/// Tests: AccountLogTests.swift
extension Log {
    /// Writes down what was recorded of an account: with the address of the client, the account and the request, never with an
    /// address of mail, a password or a token. At level info what belongs to the ordinary use of a site, else at notice.
    func report(_ entry: AuditEntry) {
        let level = entry.kind.isRoutine ? Logger.Level.info : .notice
        guard let unwritten = admit(entry.kind, level) else { return }
        let beginning = Self.beginning(entry.kind, entry.client, entry.account)
        let detail = entry.detail.map { ", \($0)" } ?? ""
        logger.log(
            level: level,
            "\(beginning)\(Self.actor(of: entry))\(detail)\(Self.name(entry.request))\(Self.ending(unwritten))")
    }

    /// Writes down that a client was refused because of a limit (429).
    package func report(_ limit: LimitReached, by client: Client, _ request: Request) {
        guard let unwritten = admit(.limitReached, .notice) else { return }
        var line = LogLine(level: .notice)
        line.append(sentence: Self.beginning(.limitReached, client, limit.account).utf8)
        line.append(", ")
        line.append(field: (request.method.name ?? "OTHER").utf8)
        line.append(" ")
        LoggedPath(target: request.target.path).append(to: &line)
        line.append(sentence: ", retry after \(limit.retryAfter) s".utf8)
        line.append(sentence: "\(Self.name(client.request))\(Self.ending(unwritten))".utf8)
        writer.write(line)
    }

    private func admit(_ kind: AuditKind, _ level: Logger.Level) -> Int? {
        self.level <= level ? budget.admit(kind.sentence) : nil
    }

    private static func beginning(_ kind: AuditKind, _ client: Client?, _ account: AccountID?) -> String {
        "\(kind.sentence): client \(client.map { "\($0)" } ?? "none"), account \(account.map { "\($0)" } ?? "unknown")"
    }

    /// Whose doing it was, where that is another than the account.
    private static func actor(of entry: AuditEntry) -> String {
        entry.actor.flatMap { $0 == entry.account ? nil : ", by account \($0)" } ?? ""
    }

    private static func name(_ request: RequestID?) -> String {
        request.map { ", request \($0.text)" } ?? ""
    }

    private static func ending(_ unwritten: Int) -> String {
        unwritten == 0 ? "" : " (and \(unwritten) more before it, not listed)"
    }
}
