import Cryptography
import Mail
import MovieBag

/// A message that says nothing but that mail arrives.
///
/// Tests: MailTestCommandTests.swift
struct TestMessage {
    let message: Message

    init(to recipient: EmailAddress, from sender: EmailAddress, at now: UnixTime) {
        let identifier = Random.bytes(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        message = Message(
            messageID: "\(identifier)@\(sender.domain)", date: now.seconds, from: sender, to: recipient,
            subject: "[Movie-bag] Test",
            text: """
                This is a test.

                The administrator of this Movie-bag sent it to check whether its mails arrive. They do.

                """,
            html: """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Test</title></head>
                <body>
                <p>This is a test.</p>
                <p>The administrator of this Movie-bag sent it to check whether its mails arrive. They do.</p>
                </body>
                </html>

                """)
    }
}
