import MovieBagSQLite
import Testing

@Suite("Many uses of one reset token", .serialized)
struct ResetRaceTests {
    /// ASVS 2.3.4
    @Test func singleOneSucceedsHoweverManyTryOnTwoProcesses() throws {
        try withWorld { world in
            let user = try world.addUser()
            let processes = [world.composition, try world.secondProcess()]
            defer { processes[1].database.close() }
            for round in 0..<20 {
                let token = try world.resetToken(for: user)
                let statuses = try onThreads(64) { number, waitForOthers in
                    let service = processes[number % 2].makeService()
                    let body = resetBody(token, password: "horse \(round) \(number)")
                    waitForOthers()
                    return try service.response(Call("POST", "/api/auth/reset", json: body)).status
                }
                #expect(statuses.filter { $0 == 200 }.count == 1, "round \(round)")
                #expect(statuses.filter { $0 == 403 }.count == 63, "round \(round)")
                try world.takeConfirmation(for: user)
            }
            #expect(try !world.accepts(user.token))
        }
    }
}
