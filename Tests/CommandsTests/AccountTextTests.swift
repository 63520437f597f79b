import Mail
import MovieBag
import Testing

@testable import Commands

@Suite struct AccountTextTests {
    private func text(_ name: String?, isDisabled: Bool) throws -> AccountText {
        let id = try #require(AccountID(hexadecimal: Array("684ee1700102030405060708".utf8)[...]))
        return AccountText(
            Profile(
                account: id, email: try #require(EmailAddress("ann@example.org")),
                name: name.map { DisplayName(stored: $0) }, role: .administrator, isVerified: true,
                isDisabled: isDisabled, language: nil))
    }

    @Test func aLineHasColumnsWithTabsBetweenThem() throws {
        #expect(
            try text("Ann", isDisabled: false).line
                == "684ee1700102030405060708\tadministrator\tactive\tverified\t2025-06-15T15:06:24Z\tann@example.org\tAnn"
        )
        #expect(try text(nil, isDisabled: true).line.hasSuffix("\tann@example.org\t"))
    }

    @Test func aParagraphSaysAllThereIs() throws {
        let lines = try text(nil, isDisabled: true).paragraph.split(separator: "\n")
        #expect(lines.contains("state:          disabled"))
        #expect(lines.contains("address:        ann@example.org"))
        #expect(lines.contains("address proved: yes"))
    }
}
