import Logging
import MovieBag
import ServiceLog
import Web

/// Tests: AccountLogTests.swift
extension Log {
    /// Writes down a refused log-in or what becomes of a reset, at level notice: with the address of the client and the account, never
    /// with an address of mail, a password or a token.
    func report(_ event: AccountEvent, from client: Client) {
        switch event {
        case .logInFailed(let account): write(.failedLogIn, client, account)
        case .resetRequested(let account): write(.requestedReset, client, account)
        case .linkWithheld(let account): write(.withheldLink, client, account)
        case .resetCompleted(let account): write(.completedReset, client, account)
        case .confirmationFailed(let account): write(.failedConfirmation, client, account)
        case .passwordChanged(let account): write(.changedPassword, client, account)
        case .accountDeleted(let account): write(.deletedAccount, client, account)
        case .addressChanged(let account): write(.changedAddress, client, account)
        case .addressRestored(let account): write(.restoredAddress, client, account)
        }
    }

    /// Writes down that a client was refused because of a limit (429).
    package func report(_ limit: LimitReached, by client: Client, _ request: Request) {
        guard let unwritten = admit(.reachedLimit) else { return }
        var line = LogLine(level: .notice)
        line.append(sentence: Self.beginning(.reachedLimit, client, limit.account).utf8)
        line.append(", ")
        line.append(field: (request.method.name ?? "OTHER").utf8)
        line.append(" ")
        LoggedPath(target: request.target.path).append(to: &line)
        line.append(sentence: ", retry after \(limit.retryAfter) s\(Self.ending(unwritten))".utf8)
        writer.write(line)
    }

    private func write(_ kind: LineBudget.Kind, _ client: Client, _ account: AccountID?) {
        guard let unwritten = admit(kind) else { return }
        logger.notice("\(Self.beginning(kind, client, account))\(Self.ending(unwritten))")
    }

    private func admit(_ kind: LineBudget.Kind) -> Int? {
        level <= .notice ? budget.admit(kind) : nil
    }

    private static func beginning(_ kind: LineBudget.Kind, _ client: Client, _ account: AccountID?) -> String {
        "\(kind.rawValue): client \(client), account \(account.map { "\($0)" } ?? "unknown")"
    }

    private static func ending(_ unwritten: Int) -> String {
        unwritten == 0 ? "" : " (and \(unwritten) more before it, not listed)"
    }
}
