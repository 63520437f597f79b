import TestSite
import Testing

extension ServerTests {
    /// What `movie-bag doctor --url` says of a copy of a web server's file from before links had other folders than /reset/.
    @EndToEnd
    @Suite struct LinkLogTests {
        /// Those whose file decides what is logged; the two others have the same of their kind, or none.
        @Test(arguments: [ServerKind.nginx, .lighttpdSocket, .apacheProxy, .caddy])
        func anEarlierFileThatLogsLinksIsFound(_ kind: ServerKind) throws {
            let site = try Site(server: kind)
            let earlier = try EarlierServer(kind, of: site)
            let doctor = try FinishedProgram(
                [Repository.program, "doctor", "--only-url", "--url", earlier.url], environment: [:])
            let line = "site: the web server may write links of mails with their tokens into its log: "
            #expect(doctor.output.contains("\(line)/verify/, /email/, /invitation/ (the field"), "\(doctor.output)")
            // It does.
            earlier.end()
            let log = try Files.text(earlier.accessLog)
            #expect(log.contains("/verify/doctor") && !log.contains("/reset/doctor"))
        }
    }
}
