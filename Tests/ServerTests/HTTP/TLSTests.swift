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

        /// ASVS 12.1.1
        @Test(arguments: Place.roots, [("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)])
        func onlyVersionsThatAreGoodAreSpoken(_ place: Place, _ version: (option: String, isSpoken: Bool)) throws {
            let port = try #require(try place.site.server.tlsPort)
            // The client shall take whatever the server does; its own system has a minimum too.
            let openssl = try FinishedProgram([
                "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", version.option,
                "-cipher", "ALL:@SECLEVEL=0",
            ])
            #expect((openssl.ending == .status(0)) == version.isSpoken, "\(openssl.output)\(openssl.errors)")
        }

        /// Of TLS 1.2, for the certificate of these tests: with CBC, without encryption, without a certificate, with a short tag.
        /// ASVS 12.1.2
        @Test(
            // Of a shared host the TLS is the host's.
            arguments: Place.roots.filter { $0.server != .apacheFcgid },
            [
                ("ECDHE-ECDSA-AES128-SHA", false), ("ECDHE-ECDSA-AES256-SHA384", false),
                ("ECDHE-ECDSA-NULL-SHA", false), ("AECDH-AES128-SHA", false), ("ECDHE-ECDSA-AES128-CCM8", false),
                ("ECDHE-ECDSA-AES128-GCM-SHA256", true),
            ])
        func onlyCiphersThatAreGoodAreSpoken(_ place: Place, _ cipher: (name: String, isSpoken: Bool)) throws {
            let port = try #require(try place.site.server.tlsPort)
            let openssl = try FinishedProgram([
                "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-tls1_2",
                "-cipher", "\(cipher.name):@SECLEVEL=0",
            ])
            #expect((openssl.ending == .status(0)) == cipher.isSpoken, "\(openssl.output)\(openssl.errors)")
        }

        private func curl(_ arguments: [String], trusting certificate: String?) throws -> String {
            let command = ["curl", "--silent", "--show-error", "--noproxy", "*", "--cacert", try #require(certificate)]
            let curl = try FinishedProgram(command + arguments)
            guard curl.ending == .status(0) else { throw Failure("curl: \(curl.errors)") }
            return curl.output
        }
    }
}
