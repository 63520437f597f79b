import Testing

@Suite("Tokens from a process whose clock is ahead")
struct ClockDifferenceTests {
    @Test(arguments: [["iat"], ["nbf"], ["iat", "nbf"]])
    func fiveSecondsAreForgivenAndSixAreNot(claims: [String]) throws {
        try withWorld { world in
            let user = try world.addUser()
            let access = try TokenForge(user.token)
            let reset = try TokenForge(world.resetToken(for: user))
            func forged(_ forge: TokenForge, ahead: Int64) -> String {
                let time = String(TestClock.start + ahead)
                return forge.signed(
                    payload: forge.payload(replacing: Dictionary(uniqueKeysWithValues: claims.map { ($0, time) })))
            }
            #expect(try world.accepts(forged(access, ahead: 5)))
            let call = Call("DELETE", "/api/movies/\(Route.nobody)", token: forged(access, ahead: 6))
            try expect(try world.send(call), is: .badAccessToken)

            try expect(try world.reset(forged(reset, ahead: 6), password: "another horse"), is: .badToken)
            #expect(try world.reset(forged(reset, ahead: 5), password: "another horse").status == 200)
            try world.takeConfirmation(for: user)
        }
    }

    /// A time before the clock's, with a good signature, is not bad but up.
    /// ASVS 9.2.1
    @Test(arguments: [0, -1] as [Int64])
    func endOfATokenIsTheFirstSecondOfRefusal(offset: Int64) throws {
        try withWorld { world in
            let user = try world.addUser()
            let exp = ["exp": String(TestClock.start + offset)]
            let access = try TokenForge(user.token)
            let call = Call(
                "DELETE", "/api/movies/\(Route.nobody)", token: access.signed(payload: access.payload(replacing: exp)))
            try expect(try world.send(call), is: .badAccessToken, "\(offset)")
            let reset = try TokenForge(world.resetToken(for: user))
            let forged = reset.signed(payload: reset.payload(replacing: exp))
            try expect(try world.reset(forged, password: "another horse"), is: .expired, "\(offset)")
            // Of the wrong type it is bad, whatever its time.
            let swapped = access.signed(payload: access.payload(replacing: exp))
            try expect(try world.reset(swapped, password: "another horse"), is: .badToken, "\(offset)")
        }
    }
}
