import Foundation
import Mail
import MovieBag

/// The templates that are delivered with the program.
enum PackagedTemplates {
    static func text(of name: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
        return try String(contentsOfFile: "\(root)/templates/\(name)", encoding: .utf8)
    }

    static func mails() throws -> MailTexts { try MailTexts(words: text, source: text) }
}

extension MailComposer {
    /// Writes what the packaged templates say.
    static func packaged() throws -> MailComposer {
        MailComposer(
            texts: try PackagedTemplates.mails(), sender: EmailAddress("support@example.org")!,  // Valid as it stands.
            site: try PublicURL(parsing: "https://example.org/bag"), tokens: try .test())
    }
}
