import COpenSSL
import Testing

@testable import Cryptography

@Suite struct CryptographyErrorTests {
    /// OpenSSL refuses a N that is not a power of two; our own types do not let such a thing through.
    private func failInOpenSSL() -> Int32 {
        EVP_PBE_scrypt(nil, 0, nil, 0, 3, 1, 1, 0, nil, 0)
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
