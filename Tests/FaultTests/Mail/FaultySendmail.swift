import Glibc
import TestSite
import TestFiles

/// A sendmail program that behaves as a test tells it to, and notes each step with the Message-ID.
///
/// It is a shell script that calls no other program, so a thousand runs take seconds.
final class FaultySendmail {
    let path: String
    private let directory: TemporaryDirectory

    /// - Parameters:
    ///   - before: shell commands between reading the headers and taking the mail.
    ///   - after: shell commands between taking the mail and the end.
    init(before: String = ":", after: String = ":") throws {
        directory = try TemporaryDirectory()
        path = directory["sendmail"]
        try Files.write("", to: directory["notes"])
        try behave(before: before, after: after)
    }

    /// Changes how runs behave that begin from now on.
    ///
    /// - Parameter beforeAll: shell commands before the headers are read.
    func behave(beforeAll: String = ":", before: String = ":", after: String = ":") throws {
        let script = """
            #!/bin/sh
            \(beforeAll)
            note() { printf '%s %s %s\\n' "$1" "$id" "$recipient" >>"\(directory["notes"])" || exit 75; }
            recipient=$5
            while IFS= read -r line; do
                case $line in
                Message-ID:*) id=${line#Message-ID: } ;;
                '') break ;;
                esac
            done
            note began
            \(before)
            note took
            \(after)
            note ended

            """
        try Files.write(script, to: directory["draft"])
        // Copied by a child: were the program open for writing here while another test starts one, that would inherit
        // the descriptor for a moment, and to run the program would fail. Renamed, since services may be running it.
        let copy = try FinishedProgram(
            [
                "sh", "-c", #"cp "$1" "$2.new" && chmod 700 "$2.new" && mv "$2.new" "$2""#, "sh", directory["draft"],
                path,
            ])
        guard copy.ending == .status(0) else { throw Failure("no sendmail program: \(copy.errors)") }
    }

    /// Takes the program away until it is told how to behave.
    func remove() throws {
        guard unlink(path) == 0 else { throw Failure.system("unlink \(path)") }
    }

    /// Leaves the program where it is, but nobody may run it.
    func forbid() throws {
        guard chmod(path, 0o600) == 0 else { throw Failure.system("chmod \(path)") }
    }

    /// Lets those runs go on that wait for it: see ``untilLetGo``.
    func letGo() throws {
        try Files.write("", to: directory["go"])
    }

    /// Shell commands that wait until ``letGo()``, and never longer than the test.
    var untilLetGo: String {
        "while [ ! -e \"\(directory["go"])\" ]; do [ -e \"\(directory["notes"])\" ] || exit 75; sleep 0.1; done"
    }
}

extension FaultySendmail {
    /// What a run came to do.
    enum Step: String {
        /// It has read the headers.
        case began
        /// From here on the mail counts as delivered.
        case took
        case ended
    }

    struct Note {
        let step: Step
        let messageID: String
        let recipient: String
    }

    /// Everything that was noted since the notes were forgotten.
    func notes() throws -> [Note] {
        // The last line may be in the making.
        let lines = try Files.text(directory["notes"]).split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.dropLast().map { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, let step = Step(rawValue: String(words[0])) else {
                throw Failure("not a note of sendmail: \(line)")
            }
            return Note(step: step, messageID: String(words[1]), recipient: String(words[2]))
        }
    }

    /// The Message-IDs of what it came to do, once for each time.
    func messageIDs(_ step: Step) throws -> [String] {
        try notes().filter { $0.step == step }.map(\.messageID)
    }

    /// Forgets what was noted; for when no run is going on.
    func forgetNotes() throws {
        try Files.write("", to: directory["notes"])
    }

    /// Whether a run goes on that this service began, be it dead or alive.
    func isRunning(for service: Service) throws -> Bool {
        // Before it becomes this program, a new process looks like a second service.
        let names = [path, service.socket].map { Array($0.utf8) }
        return try Files.names(in: "/proc").filter { $0.allSatisfy(\.isNumber) }.contains { process in
            // Whoever ends meanwhile has no file any more.
            guard let line = try? Files.bytes("/proc/\(process)/cmdline") else { return false }
            return names.contains { line.firstRange(of: $0) != nil }
        }
    }
}
