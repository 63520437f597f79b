import Testing
import Web

/// Links as they arrive after people and mail programs have had them in their hands.
@Suite struct DamagedLinkTests {
    @Test(arguments: [
        ".", ")", ",", ">", ";", "]", "!", "?", ".)", "),", "%22", "'", "%3E", "%20", "%0A", "%0D%0A", "%09", "%20%20.",
        "*",
        "%C2%A0", "%E2%80%8B", "%E2%80%9D.", "%EF%BB%BF", "\u{201d}", "&gt", "", "?utm_source=mail", ">.",
    ])
    func whatIsAddedAtItsEndIsDropped(_ appendix: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let isKept = appendix == "&gt"  // No end of a sentence: nobody can tell what it is.
            #expect(try world.open(token + appendix).status == (isKept ? 403 : 200), "\(appendix)")
            #expect(try world.submit("password=another+horse", to: token + appendix).status == (isKept ? 403 : 303))
            if !isKept { try world.takeConfirmation(for: user) }
        }
    }

    @Test(arguments: [1, 2, 30, 42, 43, 44, 45, 60, 100])
    func whatIsCutOffSaysSo(_ missing: Int) throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            for response in [
                try world.open(String(token.dropLast(missing))),
                try world.submit("password=another+horse", to: String(token.dropLast(missing))),
            ] {
                #expect(response.status == 403)
                #expect(response.text.contains("This link is not complete. Please copy all of it"), "\(missing)")
                #expect(!response.showsForm)
            }
            #expect(try world.open(token).status == 200)
        }
    }

    /// `a.b.c`, `x`: the beginning of anything. A whole one that is forged or padded is not taken for a cut one.
    @Test func aWholeOneThatIsNoneIsNotCut() throws {
        try withWorld { world in
            let token = try world.resetToken(for: world.addUser())
            let signature = String(repeating: "A", count: 43)
            let parts = token.split(separator: ".")
            for forged in [
                "\(parts[0]).\(parts[1]).\(signature)", "\(token)=", "\(token).x", "\(token)A", "\(token)%00",
            ] {
                let response = try world.open(forged)
                #expect(response.status == 403)
                #expect(
                    response.text.contains("This link is not valid, or it was used already."), "\(forged.suffix(5))")
            }
        }
    }
}
