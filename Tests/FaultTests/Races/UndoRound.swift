import TestSite

/// The undoing of a change of address against a reset of the password: undoing makes the reset's link void, and the password
/// that it has set.
struct UndoRound: RaceRound {
    let refusals: Set = ["403 BadToken"]
    private let contenders: ResetContenders
    private let account: AddressRoundAccount
    var requests: [HTTPRequest] { contenders.requests }

    init(_ number: Int, at site: RaceSite) throws {
        let (account, confirmation) = try AddressRoundAccount.make("u\(number)", at: site)
        try site.succeed(.address("confirm", confirmation))
        let undo = try site.mails.token(.emailChanged, to: account.old)
        let reset = try AddressRoundAccount.resetToken(for: account.new, at: site)
        self.account = account
        contenders = ResetContenders(number, reset: reset, against: .address("undo", undo))
        _ = try site.site.logIn(account.new)
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let numbers = try account.numbers(at: site)
        let isUndone = numbers["old address"] == 1
        let isReset = numbers["resets"] != 0
        findings.judge(
            [
                RaceEffect(name: "the address is the old one", contenders: contenders.others, isDone: isUndone),
                RaceEffect(name: "the password is reset", contenders: contenders.resets, isDone: isReset),
            ], responses, isExclusive: false)
        var expected = [
            "old address": 0, "new address": 1, "no password": 0, "sessions": 1, "reset links": 1,
            "used reset links": 0, "address links": 0, "undo links": 1, "changes": 1, "restorations": 0,
            "resets": isReset ? 1 : 0,
        ]
        if isReset { (expected["sessions"], expected["reset links"], expected["used reset links"]) = (0, 0, 1) }
        if isUndone {
            for (name, number) in [
                "old address": 1, "new address": 0, "no password": 1, "sessions": 0, "reset links": 1,
                "used reset links": 0, "undo links": 0, "restorations": 1,
            ] {
                expected[name] = number
            }
        }
        findings.compare(
            numbers, with: expected, after: (isReset ? "reset, " : "not reset, ") + (isUndone ? "undone" : "not undone")
        )
        let restored = try site.mails(.addressRestored, to: account.old)
        findings.compare(["links": restored], with: ["links": isUndone ? 1 : 0], after: "mails")
        try settlePasswords(responses, at: site, isUndone: isUndone, isReset: isReset, &findings)
        if !isUndone { try site.expectStillPossible(requests[contenders.others[0]], &findings) }
    }

    private func settlePasswords(
        _ responses: RaceResponses, at site: RaceSite, isUndone: Bool, isReset: Bool, _ findings: inout RaceFindings
    ) throws {
        // The last one is that of before.
        let all = contenders.passwords + [Site.password]
        guard isUndone else {
            return findings.expectOnePassword(
                try site.goodPasswords(of: account.new, among: all),
                of: isReset ? responses.possible(among: contenders.resets) : [contenders.passwords.count])
        }
        let good = try site.goodPasswords(of: account.old, among: all)
        findings.expect(good.isEmpty, "passwords \(good) are good after the change was undone")
    }
}
