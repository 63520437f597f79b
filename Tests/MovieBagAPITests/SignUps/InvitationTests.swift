import Mail
import MovieBag
import Testing

/// Making invitations, listing them and taking them back.
@Suite struct InvitationTests {
    @Test func theyAreListedUntilUsedTakenBackOrExpired() throws {
        try withWorld { (world) throws in
            let (first, _) = try world.invite("ann@example.org", role: .administrator, days: 1)
            world.clock.advance(seconds: 1)
            let (second, used) = try world.invite()
            world.clock.advance(seconds: 1)
            let (third, _) = try world.invite()
            let all = try world.invitations.list(after: nil, limit: 10)
            #expect(all.map(\.id) == [first, second, third])
            #expect(all[0].email?.text == "ann@example.org" && all[0].role == .administrator)
            #expect(all[0].expires == UnixTime(seconds: TestClock.start + 86_400))
            #expect(all[1].email == nil && all[1].role == .member)
            #expect(try world.invitations.list(after: first, limit: 1).map(\.id) == [second])
            #expect(try world.signUp("ben@example.org", invitation: used).status == 200)
            world.clock.advance(seconds: 86_400)
            #expect(try world.invitations.list(after: nil, limit: 10).map(\.id) == [third])
            try world.invitations.remove(third)
            #expect(try world.invitations.list(after: nil, limit: 10).isEmpty)
            #expect(throws: NoSuchThing()) { try world.invitations.remove(third) }
            // What was not there was not withdrawn, and is not told of.
            #expect(world.composition.events.all.filter { $0.kind == .invitationWithdrawn }.count == 1)
        }
    }

    @Test(arguments: [0, -1, 91, Int.max]) func lifetimesOutOfRangeAreRefused(days: Int) throws {
        try withWorld { (world) throws in
            #expect(throws: InvalidValue.self) { try world.invitations.make(for: nil, role: .member, days: days) }
        }
    }

    @Test func aProvedAddressIsNotInvited() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            #expect(throws: AccountError.emailTaken) { try world.invite("Ann@example.org") }
        }
    }

    /// A token that was once refused as expired does not come back when the clock is set back.
    @Test func anExpiredOneStaysExpired() throws {
        try withWorld { (world) throws in
            let (_, token) = try world.invite(days: 1)
            world.clock.advance(seconds: 86_400)
            try expect(try world.signUp("ann@example.org", invitation: token), is: .badInvitation)
            world.clock.advance(seconds: -86_400)
            try expect(try world.signUp("ann@example.org", invitation: token), is: .badInvitation)
        }
    }

    /// ASVS 6.5.2
    @Test func noCopyOfTheStorageHoldsAUsableOne() throws {
        try withWorld { (world) throws in
            let (_, token) = try world.invite()
            let signature = try #require(token.split(separator: ".").last)
            #expect(try world.folder.everyByte().firstRange(of: Array(signature.utf8)) == nil)
        }
    }
}
