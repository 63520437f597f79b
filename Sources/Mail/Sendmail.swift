import Subprocess

/// Hands messages to the machine's mail system through its `sendmail` program, one run for each message.
///
/// Sendmail, Postfix, Exim, OpenSMTPD, msmtp and others all provide a program of that name with the few options
/// used here. The program runs without a shell, with PATH, HOME, USER and LOGNAME as its whole environment, no descriptor
/// but the standard three, default signal handling, and in a process group of its own.
package struct Sendmail: Sendable {
    let path: String
    let deadline: Duration
    let grace: Duration
    private let user: ProcessUser?

    /// Describes the program; it is looked for at each delivery, so it may be installed or repaired meanwhile.
    /// Looks the user of this process up, which blocks where users come from a network.
    ///
    /// - Parameters:
    ///   - path: where the program is. PATH is not searched.
    ///   - deadline: how long one run may take; then its whole process group is asked to end (SIGTERM).
    ///   - grace: how long it may take to do so; then the process group is ended (SIGKILL).
    package init(path: String, deadline: Duration = .seconds(60), grace: Duration = .seconds(5)) {
        self.path = path
        self.deadline = deadline
        self.grace = grace
        user = ProcessUser.current()
    }

    /// The whole environment of a run. Programs such as msmtp find their configuration and the commands in it by the
    /// user's name and home directory; a user without an entry in the user database has neither.
    var environment: [Environment.Key: String] {
        var variables: [Environment.Key: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        if let user {
            variables["HOME"] = user.home
            variables["USER"] = user.name
            variables["LOGNAME"] = user.name
        }
        return variables
    }

    /// Hands over one message and tells what became of it, after the deadline and the grace together at the latest.
    /// (Only a program that has become another user's cannot be ended, and is waited for.)
    ///
    /// Exit status 0 is delivered; 64, 65 and 67 are permanent failures. Every other status, a signal, a missed deadline,
    /// a program that cannot be started and a cancelled task are temporary ones. A program that had to be told to end is
    /// not believed whatever its status: better a mail sent twice than a mail lost.
    ///
    /// When the calling task is cancelled, the program is ended as at its deadline.
    package func deliver(_ message: Message) async -> DeliveryOutcome {
        let content = message.encoded()
        guard content.count <= FilledPipe.capacity else {
            return .permanentFailure(reason: "a message of \(content.count) bytes is too long")
        }
        guard !Task.isCancelled else { return .temporaryFailure(reason: "cancelled before it had started") }
        do {
            return try await run(arguments: arguments(for: message), input: FilledPipe(content))
        } catch {
            var complaint = StandardErrorExcerpt()
            complaint.append("\(path) could not be run: \(error)".utf8)
            return .temporaryFailure(reason: complaint.line)
        }
    }

    /// `-i`: a line with a lone dot does not end the message. `-f`: who hears of failures. `--`: a recipient that
    /// begins with a hyphen is no option. Never `-t`, which would take recipients from the message's own headers.
    private func arguments(for message: Message) -> [String] {
        ["-i", "-f", message.from.text, "--", message.to.text]
    }
}
