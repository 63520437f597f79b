import TestFiles

/// A certificate for localhost that signs itself, and its key.
package struct Certificate {
    /// The certificate's file.
    package let path: String
    let key: String

    /// Makes both files in a directory, readable for the account.
    init(in directory: TemporaryDirectory, for account: Account) throws {
        path = directory["certificate.pem"]
        key = directory["certificate.key"]
        let openssl = try FinishedProgram([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", key, "-out", path, "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost",
        ])
        guard openssl.ending == .status(0) else { throw Failure("openssl: \(openssl.errors)") }
        try account.own(key)
    }
}
