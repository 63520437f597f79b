import TestSite
import Testing

extension ServerTests {
    /// What `movie-bag doctor --url` says of a site that is well.
    @EndToEnd
    @Suite struct DoctorTests {
        @Test(arguments: Place.all)
        func aHealthySiteHasNoProblems(_ place: Place) throws {
            let site = try place.site
            let doctor = try FinishedProgram(
                [Repository.program, "doctor", "--only-url", "--url", site.url], environment: site.environment)
            // A site with few movies tells nothing of compression.
            let findings = doctor.output.split(separator: "\n")
                .filter { !$0.hasPrefix("ok ") && !$0.hasPrefix(" ") && !$0.contains("too short to tell") }
            #expect(doctor.ending == .status(0), "\(doctor.output)")
            switch place.server {
            case .apacheFcgid:
                // All are the host's.
                #expect(findings.count == 4, "\(doctor.output)")
                #expect(findings[0].contains("a body of 200000 bytes does not reach the service"))
                #expect(findings[1].contains("refuses paths with %2F"))
                #expect(findings[2].contains("may write links of mails with their tokens into its log"))
                #expect(findings[3] == "no problems, 3 warnings")
                try place.shows(.doctor, otherwise: "warns of `%2F`, of bodies above 120 KiB and of links in the log")
            case .nginx, .nginxWithoutKeepConn, .lighttpdSocket, .lighttpdSpawn, .apacheProxy, .caddy:
                #expect(findings == ["no problems"], "\(doctor.output)")
                try place.shows(.doctor)
            }
        }
    }
}
