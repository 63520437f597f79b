import MovieBag
import MovieBagSQLite
import Testing

@Suite("Many sign-ups at once, on two processes", .serialized)
struct SignUpRaceTests {
    @Test func oneProofSucceedsHoweverManyTry() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            for round in 0..<10 {
                let token = try world.proofToken("ann\(round)@example.org")
                let statuses = try onThreads(64) { number, waitForOthers in
                    let service = processes[number % 2].makeService()
                    waitForOthers()
                    return try service.response(.verify(token, "horse \(round) \(number)")).status
                }
                #expect(statuses.count { $0 == 200 } == 1, "round \(round)")
                #expect(statuses.count { $0 == 403 } == 63, "round \(round)")
            }
        }
    }

    /// ASVS 2.3.4
    @Test func oneSignUpByAnInvitationSucceedsHoweverManyTry() throws {
        try withWorld { (world) throws in
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            for round in 0..<10 {
                let (_, token) = try world.invite()
                let statuses = try onThreads(64) { number, waitForOthers in
                    let service = processes[number % 2].makeService()
                    waitForOthers()
                    return try service.response(.signUp("u\(round)-\(number)@example.org", invitation: token)).status
                }
                #expect(statuses.count { $0 == 200 } == 1, "round \(round)")
                #expect(statuses.count { $0 == 403 } == 63, "round \(round)")
            }
            #expect(try world.invitations.list(after: nil, limit: 10).isEmpty)
        }
    }

    /// Different links of one pending sign-up, and two sign-ups by one invitation.
    @Test func oneAccountIsMadeOfOneAddressAndOfOneInvitation() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            for round in 0..<10 {
                let (_, invitation) = try world.invite()
                var tokens: [String] = []
                for name in ["a", "b", "a", "b"] {
                    tokens.append(try world.proofToken("\(name)\(round)@example.org", invitation: invitation))
                }
                let statuses = try onThreads(32) { [tokens, composition = world.composition] number, waitForOthers in
                    let service = composition.makeService()
                    waitForOthers()
                    return try service.response(.verify(tokens[number % 4], "horse \(number)")).status
                }
                #expect(statuses.count { $0 == 200 } == 1, "round \(round)")
                let made = try ["a", "b"].filter { try world.account("\($0)\(round)@example.org") != nil }
                #expect(made.count == 1)
            }
        }
    }

    @Test func signUpsAtOnceShareOneThatWaits() throws {
        try withWorld(VerifyTests.proving) { (world) throws in
            let statuses = try onThreads(64) { [composition = world.composition] _, waitForOthers in
                let service = composition.makeService()
                waitForOthers()
                return try service.response(.signUp("ann@example.org")).status
            }
            #expect(statuses.allSatisfy { $0 == 200 })
            #expect(try world.takeProofs(for: "ann@example.org").count == 3)
        }
    }
}
