import Testing

@testable import Doctor

@Suite struct ProcessTableTests {
    private func entry(_ id: Int32, of parent: Int32, _ program: String, user: UInt32) -> ProcessTable.Entry {
        ProcessTable.Entry(id: id, parent: parent, program: program, user: user)
    }

    @Test func aParentThatOnlyStartsOthersIsLeftOut() {
        let servers = ProcessTable.webServers(in: [
            entry(10, of: 1, "nginx", user: 0), entry(11, of: 10, "nginx", user: 33),
            entry(12, of: 10, "nginx", user: 33),
        ])
        #expect(servers == [RunningWebServer(program: "nginx", user: 33)])
    }

    @Test func aServerOfOneProcessCounts() {
        let servers = ProcessTable.webServers(in: [
            entry(10, of: 1, "lighttpd", user: 33), entry(11, of: 10, "movie-bag", user: 33),
            entry(12, of: 1, "caddy", user: 44), entry(13, of: 1, "postgres", user: 5),
        ])
        #expect(
            servers == [
                RunningWebServer(program: "lighttpd", user: 33), RunningWebServer(program: "caddy", user: 44),
            ])
    }
}
