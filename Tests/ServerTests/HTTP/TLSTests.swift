import TestSite
import Testing

extension ServerTests {
    /// The same over TLS, with a certificate that signs itself.
    @EndToEnd
    @Suite struct TLSTests {
        @Test(arguments: Place.all)
        func theServiceAnswersOverTLS(_ place: Place) throws {
            let site = try place.site
            let email = place.newEmail()
            let url = "https://localhost:\(try #require(site.server.tlsPort))\(site.prefix)/api"
            let json = ["--header", "Content-Type: application/json"]
            let signUp = try curl(
                json + ["--data", Site.credentials(email), "\(url)/auth/signup"], trusting: site.certificate)
            #expect(signUp.hasPrefix("{\"id\":"))
            let token = try site.logIn(email)
            let added = try curl(
                json + ["--header", "Authorization: Bearer \(token)", "--data", Site.movie(SharedSites.newName())]
                    + ["\(url)/movies"], trusting: site.certificate)
            #expect(added.hasPrefix("{\"id\":"))
            try place.shows(.tls)
        }

        private func curl(_ arguments: [String], trusting certificate: String?) throws -> String {
            let command = ["curl", "--silent", "--show-error", "--noproxy", "*", "--cacert", try #require(certificate)]
            let curl = try FinishedProgram(command + arguments)
            guard curl.ending == .status(0) else { throw Failure("curl: \(curl.errors)") }
            return curl.output
        }
    }
}
