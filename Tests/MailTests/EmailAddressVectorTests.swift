import FoundationEssentials
import Mail
import Testing

/// The published addresses of the isemail project, if they are there.
@Suite struct EmailAddressVectorTests {
    @Test(.enabled(if: !EmailAddressVector.all.isEmpty), arguments: EmailAddressVector.all)
    func verdictAgreesUnlessOurRuleIsStricter(vector: EmailAddressVector) {
        let isExpected = vector.isValid && !vector.needsMoreThanPlainForm
        #expect((EmailAddress(vector.realAddress) != nil) == isExpected)
    }
}

/// One published address and what its publishers think of it.
struct EmailAddressVector: Codable, CustomTestStringConvertible {
    let id: String
    let address: String
    let category: String

    var testDescription: String { "\(id): \(address)" }

    /// Control characters are published as their pictures, U+2400 and up.
    var realAddress: String {
        String(
            String.UnicodeScalarView(
                address.unicodeScalars.map { scalar in
                    // Every number below 32 is a scalar.
                    0x2400...0x241F ~= scalar.value ? Unicode.Scalar(scalar.value - 0x2400)! : scalar
                }))
    }

    /// Only addresses that need no remark at all; the other categories are errors, or warn of obsolete or risky
    /// forms.
    var isValid: Bool { category == "ISEMAIL_VALID_CATEGORY" }

    /// Quoted local parts, comments, domain literals, white space and what is not ASCII: possible in mail, refused
    /// here.
    var needsMoreThanPlainForm: Bool {
        realAddress.unicodeScalars.contains { scalar in
            "\"()[] \t\r\n".unicodeScalars.contains(scalar) || !scalar.isASCII
        }
    }

    /// All of them, or none when the file is not beside this checkout.
    static let all: [Self] = {
        let file = URL(filePath: #filePath).appending(path: "../../../../shared/vectors/email_addresses.json")
            .standardized
        guard let content = try? Data(contentsOf: file) else { return [] }  // Absent: the test is skipped.
        return (try? JSONDecoder().decode(Collection.self, from: content))?.tests ?? []
    }()

    private struct Collection: Codable {
        let tests: [EmailAddressVector]
    }
}
