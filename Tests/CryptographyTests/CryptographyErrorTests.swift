import COpenSSL
import Testing

@testable import Cryptography

@Suite struct CryptographyErrorTests {
    /// OpenSSL refuses to work in one byte of memory; our own types ask for enough.
    private func failInOpenSSL() -> Int32 {
        EVP_PBE_scrypt("", 0, "", 0, 16, 1, 1, 1, nil, 0)
    }

    @Test func failureNamesTheFunctionAndTheReason() {
        ERR_clear_error()
        let code = failInOpenSSL()
        let error = #expect(throws: CryptographyError.self) {
            try CryptographyError.check(code, "EVP_PBE_scrypt")
        }
        #expect(error?.operation == "EVP_PBE_scrypt")
        #expect(error?.reasons.count == 1)
        #expect("\(error!)".hasPrefix("EVP_PBE_scrypt failed: "))  // Required to exist by the line above.
    }

    @Test func queueOfErrorsIsEmptyAfterAFailure() {
        ERR_clear_error()
        _ = failInOpenSSL()
        let code = failInOpenSSL()
        #expect(ERR_peek_error() != 0)
        #expect(throws: CryptographyError.self) { try CryptographyError.check(code, "EVP_PBE_scrypt") }
        #expect(ERR_peek_error() == 0)
    }

    @Test func failureWithoutReasonStillNamesTheFunction() {
        ERR_clear_error()
        #expect("\(CryptographyError.takingQueue(after: "RAND_bytes"))" == "RAND_bytes failed")
    }
}
