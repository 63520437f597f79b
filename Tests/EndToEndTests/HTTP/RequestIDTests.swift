import TestSite
import Testing

extension EndToEndTests {
    @EndToEnd
    @Suite struct RequestIDTests {
        @Test func theLogLineOfARequestHasTheNameThatItsResponseHas() throws {
            let site = try Site()
            let response = try site.client.get("/api/nothing")
            let name = try #require(response["X-Request-Id"])
            let lines = try Files.text(site.service.log).split(separator: "\n").filter {
                $0.contains(" GET /api/nothing ")
            }
            #expect(lines.count == 1 && lines.allSatisfy { $0.hasSuffix(", request \(name)") }, "\(lines)")
        }
    }
}
