import Glibc
import TestSite
import TestFiles

/// A mail server on a loopback port that keeps what it gets; a small program in Python.
final class SMTPSink {
    let port: String
    private let directory: TemporaryDirectory
    private let program: Program

    static let python = "/usr/bin/python3"

    init() throws {
        let directory = try TemporaryDirectory()
        program = try Program(
            [Self.python, "\(Repository.path)/Tests/FaultTests/Mail/smtp-sink.py", directory.path],
            output: directory["output"])
        self.directory = directory
        port = try wait(for: "a mail server") { try? Files.text(directory["port"]) }
    }

    /// Refuses every recipient but those at example.org with a response such as "450 later", or nobody any more.
    func refuse(with response: String?) throws {
        if let response {
            try Files.write(response, to: directory["refusal"])
        } else if unlink(directory["refusal"]) != 0 {
            throw Failure.system("unlink refusal")
        }
    }

    /// Offers to let clients log in, and answers each that tries with a line such as "454 later".
    func responseLogIns(with response: String) throws {
        try Files.write(response, to: directory["authentication"])
    }

    /// How many messages have arrived.
    func count() throws -> Int {
        try Files.names(in: directory["mails"]).count
    }

    /// Waits for a message, the first of which has number 0.
    func message(_ number: Int) throws -> ReceivedMail {
        try wait(for: "message \(number)") { try count() > number }
        return try ReceivedMail("\(directory["mails"])/\(try Files.names(in: directory["mails"])[number])")
    }
}
