import MovieBagSQLite
import Testing

@Suite("Many who write what they have read")
struct LostUpdateTests {
    private struct OtherResponse: Error { let status: Int }

    @Test func ofManyChangesToOneStateOneWins() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let elsewhere = try world.secondProcess()
            defer { elsewhere.database.close() }
            for round in 0..<10 {
                let tag = try world.tag("/api/movies/\(id)")
                let responses = try onThreads(8) { [here = world.composition] thread, waitForOthers in
                    let service = (thread.isMultiple(of: 2) ? here : elsewhere).makeService()
                    let call = Call.renaming(id, to: "\(round) \(thread)", by: user).onlyIf(tag)
                    waitForOthers()
                    return (thread, try service.response(call))
                }
                let winners = responses.filter { $0.1.status == 200 }.map(\.0)
                try #require(winners.count == 1)
                for (_, response) in responses where response.status != 200 {
                    try expect(response, is: .preconditionFailed)
                }
                // Whoever was told to have won is who is read.
                let shown = try world.send(Call("GET", "/api/movies/\(id)"))
                #expect(try shown.member("name") == "\(round) \(winners[0])")
            }
        }
    }

    @Test func readingAgainAndTryingAgainLosesNoUpdate() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("0", by: user)
            let elsewhere = try world.secondProcess()
            defer { elsewhere.database.close() }
            // Each adds one, ten times: without the condition they would overwrite each other's sums.
            _ = try onThreads(4) { [here = world.composition] thread, waitForOthers in
                let service = (thread.isMultiple(of: 2) ? here : elsewhere).makeService()
                waitForOthers()
                var done = 0
                // Each attempt that fails does so because one of the thirty of the others succeeded.
                for _ in 0..<40 where done < 10 {
                    let read = try service.response(Call("GET", "/api/movies/\(id)"))
                    let sum = (Int(try read.member("name")) ?? 0) + 1
                    let call = Call.renaming(id, to: "\(sum)", by: user).onlyIf(read["ETag"].first ?? "")
                    let status = try service.response(call).status
                    guard [200, 412].contains(status) else { throw OtherResponse(status: status) }
                    if status == 200 { done += 1 }
                }
                return done
            }
            #expect(try world.send(Call("GET", "/api/movies/\(id)")).member("name") == "40")
        }
    }
}
