import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// `movie-bag doctor --url` asks a site through its nginx.
    @EndToEnd
    @Suite struct DoctorSiteTests {
        private func doctor(_ site: Site, url: String? = nil, _ arguments: String...) throws -> DoctorReport {
            try DoctorReport(
                [Repository.program, "doctor", "--only-url", "--url", url ?? site.url] + arguments,
                environment: site.environment)
        }

        @Test func aHealthySiteHasNoProblems() throws {
            let site = try Site()
            let report = try doctor(site)
            #expect(report.program.ending == .status(0))
            #expect(report.summary == "no problems", "\(report.program.output)")
            #expect(report.lines("ok").count == 10)
            // There is no movie.
            #expect(report.lines("skipped").count == 1 && report.lines("skipped")[0].contains("too short to tell"))
            #expect(report.lines("ok").allSatisfy { $0.hasPrefix("site: ") })
        }

        @Test func aMountPrefixIsNoProblem() throws {
            let report = try doctor(try Site(prefix: "/movies"))
            #expect(report.summary == "no problems", "\(report.program.output)")
        }

        @Test func theMachineIsLookedAtTooUnlessOnlyTheURLIsMeant() throws {
            let site = try Site()
            let report = try DoctorReport(
                [Repository.program, "doctor", "--url", site.url + "/"], environment: site.environment)
            #expect(report.program.ending == .status(0), "\(report.program.output)")
            #expect(report.lines("ok").contains { $0.hasPrefix("database") })
            #expect(report.lines("ok").contains { $0.hasPrefix("site") })
        }

        @Test func anAuthorizationThatIsNotPassedOnIsNoticed() throws {
            let site = try Site()
            let nginx = try EditedNginx(
                of: site, locations: { "fastcgi_param HTTP_AUTHORIZATION \"\" if_not_empty;\n" + $0 }
            )
            try doctor(site).expectProblem("Authorization does not reach the service", fix: "nginx: no fastcgi_param")
            withExtendedLifetime(nginx) {}
        }

        /// Clients understand nginx's answer here, since it is what the service would have said.
        @Test(arguments: [("100k", 200_000), ("1048575", 1_048_576)])
        func aSmallLimitForBodiesIsNoticed(limit: String, count: Int) throws {
            let site = try Site()
            let nginx = try EditedNginx(
                of: site,
                locations: { $0.replacing("client_max_body_size 1m;", with: "client_max_body_size \(limit);") })
            let report = try doctor(site)
            report.expect("warning", "a body of \(count) bytes does not reach", fix: "client_max_body_size 1048576;")
            #expect(report.program.ending == .status(0))
            withExtendedLifetime(nginx) {}
        }

        @Test func aPageOfNginxsOwnForLargeBodiesIsAProblem() throws {
            let site = try Site()
            let plain = try EditedNginx(
                of: site,
                locations: {
                    $0.replacing("error_page 413                      @movie_bag_body_too_large;", with: "").replacing(
                        "client_max_body_size 1m;", with: "client_max_body_size 100k;")
                })
            try doctor(site).expectProblem("bytes does not reach the service", fix: "client_max_body_size 1048576;")
            withExtendedLifetime(plain) {}
        }

        @Test func aPathThatIsDecodedOnItsWayIsNoticed() throws {
            let site = try Site()
            let nginx = try EditedNginx(of: site, locations: { $0.replacing("$request_uri;", with: "$uri;") })
            try doctor(site).expectProblem("a path with %2F", fix: "fastcgi_param REQUEST_URI $request_uri;")
            withExtendedLifetime(nginx) {}
        }

        @Test func fieldsThatAreTwiceOrMissingAreNoticed() throws {
            let site = try Site()
            let nginx = try EditedNginx(
                of: site,
                configuration: { $0.replacing("server_tokens off;", with: "server_tokens on;") },
                locations: {
                    "add_header X-Content-Type-Options nosniff always;\n"
                        + $0.replacing(
                            "fastcgi_hide_header Movie-Bag-Link;", with: "fastcgi_hide_header Referrer-Policy;")
                })
            let report = try doctor(site)
            report.expectProblem("X-Content-Type-Options 2 times", fix: "take it out")
            report.expectProblem(
                "the page for a new password lacks Referrer-Policy: no-referrer", fix: "leave the fields")
            report.expect(
                "warning", "links of mails with their tokens into its log", fix: "fastcgi_hide_header Movie-Bag")
            #expect(report.lines("warning").contains { $0.contains("Server says nginx/1.") })
            withExtendedLifetime(nginx) {}
        }

        @Test func aServiceThatDoesNotRunIsNoticed() throws {
            let site = try Site()
            try site.service.stop()
            let report = try doctor(site)
            report.expectProblem("gets no response from the service (503)", fix: "/var/log/nginx/error.log")
            #expect(report.lines("skipped").count == 1)
        }

        @Test func aPlainErrorOfTheWebServerIsNoticedToo() throws {
            let site = try Site()
            try site.service.stop()
            let nginx = try EditedNginx(
                of: site,
                locations: { $0.replacing("error_page 502 503 504         =503 @movie_bag_busy;", with: "") })
            try doctor(site).expectProblem("gets no response from the service (502)", fix: "systemctl status movie-bag")
            withExtendedLifetime(nginx) {}
        }

        @Test func aWrongPrefixIsNoticed() throws {
            let site = try Site()
            let report = try doctor(site, url: site.url + "/movies")
            report.expectProblem(
                "knows no /api/health below \(site.url)/movies", fix: "MOVIE_BAG_PUBLIC_URL is \(site.url)")
            report.expectProblem(
                "but links in mails lead to \(site.url)", fix: "MOVIE_BAG_PUBLIC_URL=\(site.url)/movies")
        }

        @Test func aSiteThatHandsNothingOnIsNoticed() throws {
            let site = try Site()
            let nginx = try EditedNginx(
                of: site,
                configuration: {
                    $0.replacing("include movie-bag-locations.conf;", with: "").replacing(
                        "fastcgi_pass movie_bag;", with: "return 404;")
                })
            try doctor(site).expectProblem("(404): the web server does not hand it", fix: "movie-bag-locations.conf")
            withExtendedLifetime(nginx) {}
        }

        @Test func aSiteThatIsNotThereIsNoticed() throws {
            let site = try Site()
            site.nginx.end()
            try doctor(site).expectProblem("nothing listens at \(site.url)", fix: "ss -ltn")
            try doctor(site, url: "http://no-such-host.invalid").expectProblem("is not known", fix: "getent hosts")
        }

        @Test func withoutCurlItSaysHowToInstallIt() throws {
            let site = try Site()
            let report = try DoctorReport(
                [Repository.program, "doctor", "--only-url", "--url", site.url],
                environment: site.environment.merging(["PATH": "/nonexistent"]) { $1 })
            report.expectProblem("curl, which is not installed", fix: "sudo apt-get install curl")
        }

        @Test(arguments: [
            ["--url"], ["--url", "movies.example.org"], ["--only-url"], ["--url", "ftp://example.org"],
            ["--ca-certificate", "x"],
        ])
        func aMissingOrBadURLIsBadUsage(arguments: [String]) throws {
            let program = try FinishedProgram([Repository.program, "doctor"] + arguments)
            #expect(program.ending == .status(64))
            #expect(program.errors.contains("Usage: movie-bag doctor"))
        }
    }
}
