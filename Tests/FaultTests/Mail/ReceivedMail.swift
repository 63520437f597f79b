import FoundationEssentials
import TestSite

/// A mail at the end of its way, as Python's email package understands it.
struct ReceivedMail: Decodable {
    /// Between angle brackets, as the mail server heard them.
    let sender: String
    let recipient: String
    /// What is wrong with the message.
    let defects: [String]
    /// By their names in small mails.
    let headers: [String: String]
    /// The type of the whole and of each of its parts.
    let types: [String]
    /// What each of the parts says.
    let texts: [String]

    /// Reads a file that an ``SMTPSink`` keeps.
    init(_ path: String) throws {
        let reader = try FinishedProgram(
            [SMTPSink.python, "\(Repository.path)/Tests/FaultTests/Mail/read-mail.py", path])
        guard reader.ending == .status(0) else { throw Failure("a mail that nobody can read: \(reader.errors)") }
        self = try JSONDecoder().decode(ReceivedMail.self, from: Data(reader.output.utf8))
    }
}
