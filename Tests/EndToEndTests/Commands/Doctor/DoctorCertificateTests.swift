import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag doctor --url https://…` judges the certificate and what else TLS needs.
    @EndToEnd
    @Suite struct DoctorCertificateTests {
        private let site: Site
        private let nginx: EditedNginx
        private let url: String
        private let certificate: String

        /// A site with a certificate of its own, for the name localhost.
        init() throws {
            let site = try Site()
            let (key, certificate) = (site.directory["key.pem"], site.directory["certificate.pem"])
            let made = try FinishedProgram([
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
                certificate,
            ])
            guard made.ending == .status(0) else { throw Failure("openssl: \(made.errors)") }
            nginx = try EditedNginx(
                of: site,
                configuration: { text in
                    text.replacing(
                        "listen 127.0.0.1:\(site.nginx.port);",
                        with: """
                            listen 127.0.0.1:\(site.nginx.port) ssl;
                            ssl_certificate \(certificate);
                            ssl_certificate_key \(key);
                            """)
                })
            self.site = site
            self.certificate = certificate
            url = "https://localhost:\(site.nginx.port)"
        }

        private func doctor(_ arguments: String..., url: String? = nil) throws -> DoctorReport {
            try DoctorReport(
                [Repository.program, "doctor", "--only-url", "--url", url ?? self.url] + arguments, environment: [:])
        }

        @Test func aCertificateThatNobodyVouchesForIsAProblem() throws {
            let report = try doctor()
            report.expectProblem("its certificate is not valid", fix: "--ca-certificate FILE")
            #expect(report.lines("problem").contains { $0.contains("self-signed certificate") })
        }

        @Test func aCertificateForAnotherNameIsAProblem() throws {
            let other = "https://127.0.0.1:\(site.nginx.port)"
            try doctor("--ca-certificate", certificate, url: other).expectProblem(
                "its certificate is not valid", fix: "openssl s_client")
        }

        @Test func aGoodCertificateIsNotAllThatTLSNeeds() throws {
            let report = try doctor("--ca-certificate", certificate)
            #expect(report.program.ending == .status(0), "\(report.program.output)")
            #expect(report.lines("warning").count == 1)
            #expect(report.lines("warning")[0].contains("no Strict-Transport-Security"))
            #expect(report.program.output.contains("add_header Strict-Transport-Security \"max-age=31536000\" always;"))
        }
    }
}
