import Foundation
import Mail
import Testing

@testable import MovieBag

/// What the packaged templates say, which must be true of every cause of their kind.
@Suite struct MailTextsTests {
    private let account = AccountID(.numbered(1))
    private let now = UnixTime(seconds: 1_800_000_000)

    /// The text of a mail, and its text without the tags of HTML.
    private func texts(_ content: OutboxMail.Content) throws -> [String] {
        let texts = try MailTexts { name in
            let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
            return try String(contentsOfFile: "\(root)/templates/\(name)", encoding: .utf8)
        }
        let composer = MailComposer(
            texts: texts, sender: EmailAddress("support@example.org")!,  // Valid as it stands here.
            site: try PublicURL(parsing: "https://example.org/bag"), tokens: try .test())
        let mail = OutboxMail(id: OutboxMailID(.numbered(9)), account: account, content: content, written: now)
        let leased = LeasedMail(
            mail: mail, recipient: try #require(EmailAddress("ann@example.org")), due: now, attempt: 1)
        let message = try #require(try composer.message(for: leased, at: now))
        return [message.text, message.html.replacing(try Regex("<[^>]*>"), with: "")]
    }

    private func link(_ kind: MailKind, _ purpose: TokenPurpose) throws -> OutboxMail.Content {
        .link(kind, try TokenIssuer.test().newClaims(purpose, for: account, at: now))
    }

    @Test func aLogInIsToldWithWhenAndFromWhere() throws {
        let sent = try texts(.newClient(SessionOrigin(client: "2001:db8::1", agent: "<b>a & b</b>")))
        #expect(sent[0].contains("\nWhen: 2027-01-15 08:00 UTC\nFrom: 2001:db8::1\nProgram: <b>a & b</b>\n"))
        #expect(sent[1].contains("\nProgram: &lt;b&gt;a &amp; b&lt;/b&gt;\n"))
        for text in sent {
            #expect(text.contains("account, ann@example.org, from an address that was not used with it"))
            #expect(!text.contains("://") && !text.contains("/reset/"))
        }
        let unnamed = try texts(.newClient(SessionOrigin(client: nil, agent: nil)))
        #expect(unnamed[0].contains("\nFrom: not known\nProgram: not named\n"))
    }

    /// Its session stays, and who changed it knew it. Older versions told of a reset by it too.
    @Test func aChangeOfAPasswordIsNoReset() throws {
        for text in try texts(.notice(.passwordChanged)) {
            #expect(text.contains("has just been changed, and every other device has been logged out."))
            #expect(!text.contains("read your mail") && !text.contains("every device has been"))
        }
    }

    @Test func aResetThroughALinkTellsThatTheMailWasRead() throws {
        for text in try texts(.notice(.passwordReset)) {
            #expect(text.contains("through a link") && text.contains("every device has been logged out"))
            #expect(text.contains("somebody else can probably read your mail"))
        }
    }

    /// The password that the account had is no good any more.
    @Test func aRestoredAddressComesWithALinkForANewPassword() throws {
        for text in try texts(try link(.addressRestored, .reset)) {
            #expect(text.contains("has this address, ann@example.org, again"))
            #expect(text.contains("the password that the account had works no more"))
            #expect(!text.contains("stays as it is") && !text.contains("you asked") && !text.contains("ignore"))
        }
    }

    /// Records outlive the account, and its movies may.
    @Test func aDeletionSaysWhatStays() throws {
        for text in try texts(.notice(.accountDeleted)) {
            #expect(!text.contains("everything") && text.contains("unless they were left to the site"))
            #expect(text.contains("stays on record for some time, without your address"))
        }
    }

    /// There may be one that waits for its proof.
    @Test func aLinkThatProvesAnAddressDoesNotSayThatThereIsNoAccount() throws {
        for text in try texts(try link(.verify, .verify)) {
            #expect(!text.contains("there is no account") && text.contains("your address stays unconfirmed"))
        }
    }
}
