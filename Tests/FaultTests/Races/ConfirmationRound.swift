import TestSite

/// The confirmation of a new address against a reset of the password: each makes the link of the other void.
struct ConfirmationRound: RaceRound {
    let refusals: Set = ["403 BadToken"]
    private let contenders: ResetContenders
    private let account: AddressRoundAccount
    var requests: [HTTPRequest] { contenders.requests }

    init(_ number: Int, at site: RaceSite) throws {
        let (account, confirmation) = try AddressRoundAccount.make("\(number)", at: site)
        let reset = try AddressRoundAccount.resetToken(for: account.old, at: site)
        self.account = account
        contenders = ResetContenders(number, reset: reset, against: .address("confirm", confirmation))
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let numbers = try account.numbers(at: site)
        let isChanged = numbers["new address"] == 1
        let isReset = numbers["resets"] != 0
        findings.judge(
            [
                RaceEffect(name: "the address is the new one", contenders: contenders.others, isDone: isChanged),
                RaceEffect(name: "the password is reset", contenders: contenders.resets, isDone: isReset),
            ], responses)
        var expected = [
            "old address": 1, "new address": 0, "no password": 0, "sessions": 1, "reset links": 1,
            "used reset links": 0, "address links": 1, "undo links": 0, "changes": 0, "restorations": 0, "resets": 0,
        ]
        if isChanged || isReset {
            for name in ["sessions", "reset links", "address links"] { expected[name] = 0 }
        }
        if isChanged {
            for (name, number) in ["old address": 0, "new address": 1, "undo links": 1, "changes": 1] {
                expected[name] = number
            }
        } else if isReset {
            (expected["used reset links"], expected["resets"]) = (1, 1)
        }
        findings.compare(numbers, with: expected, after: isChanged ? "changed" : isReset ? "reset" : "neither")
        findings.compare(
            [
                "notices of the change": try site.mails(.emailChanged, to: account.old),
                "notices of the reset": try site.mails(.passwordReset, to: account.old),
            ],
            with: ["notices of the change": isChanged ? 1 : 0, "notices of the reset": isReset && !isChanged ? 1 : 0],
            after: "mails")
        try settlePasswords(responses, at: site, isChanged: isChanged, isReset: isReset, &findings)
        if !isChanged && !isReset { try site.expectStillPossible(requests[contenders.others[0]], &findings) }
    }

    private func settlePasswords(
        _ responses: RaceResponses, at site: RaceSite, isChanged: Bool, isReset: Bool, _ findings: inout RaceFindings
    ) throws {
        // The last one is that of before.
        let email = isChanged ? account.new : account.old
        let good = try site.goodPasswords(of: email, among: contenders.passwords + [Site.password])
        findings.expectOnePassword(
            good,
            of: isReset && !isChanged ? responses.possible(among: contenders.resets) : [contenders.passwords.count])
    }
}

extension HTTPRequest {
    /// Uses a link that changes an address, or undoes that.
    static func address(_ step: String, _ token: String) -> HTTPRequest {
        HTTPRequest("POST", "/api/auth/email/\(step)", json: #"{"token":"\#(token)"}"#)
    }
}
