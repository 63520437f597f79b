import TestSite
import Testing

extension FaultTests {
    /// Requests that are wrong leave nothing behind.
    @EndToEnd
    @Suite struct BrokenRequestTests {
        @Test func brokenRequestsLeaveNothingBehind() throws {
            let site = try LeakCheck.makeSite()
            let requests = BrokenRequests(
                client: site.client, socket: site.service.socket, token: try site.newAccount("ann@example.org"))
            let count = Scale.choose(short: 200, full: 2000)
            let outcome = try LeakCheck(site).expectNothingLeft(after: count) { try requests.send($0) }
            #expect(try site.client.get("/api/movies").text == "[]")
            try FaultReport.add(
                "broken requests of \(requests.kinds) kinds, through nginx and on the socket", extent: "\(count)",
                outcome: outcome)
        }
    }
}
