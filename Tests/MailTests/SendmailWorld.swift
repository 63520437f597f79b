import FoundationEssentials
import Mail
import Subprocess
import SystemPackage
import Testing

/// A directory of its own for one test, with a shell script in it that plays the sendmail program.
///
/// Scripts find files beside themselves as `$0.name`; `file(_:)` reads them afterwards.
final class SendmailWorld: Sendable {
    private let directory: URL

    /// Where the script is, or would be.
    var program: String { directory.appending(path: "sendmail").path }

    /// Makes the directory, the script, and two named pipes: `$0.ready` and `$0.alive`.
    init(script: String? = nil) async throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "sendmail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        guard let script else { return }
        // Written by a child: if this process had the file open for writing while another test starts a program,
        // that program would inherit the descriptor for a moment, and running the script would fail with ETXTBSY.
        let commands = #"printf '#!/bin/sh\n%s\n' "$2" >"$1" && chmod 700 "$1" && mkfifo "$1.ready" "$1.alive""#
        _ = try await shell(commands, program, script)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)  // The system clears its temporary directory in the end.
    }

    /// A sendmail that runs the script and is in no hurry.
    func sendmail(deadline: Duration = .seconds(60), grace: Duration = .seconds(5)) -> Sendmail {
        Sendmail(path: program, deadline: deadline, grace: grace)
    }

    /// What the script left in `$0.name`.
    func file(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: "\(program).\(name)")))
    }

    /// What the script left in `$0.name`, as lines of text.
    func lines(_ name: String) throws -> [String] {
        try String(decoding: file(name), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Waits until a program has opened the named pipe and every program that has it open is gone, and returns what
    /// they wrote.
    func hearOut(_ name: String) async throws -> String {
        try await shell(#"cat "$1""#, "\(program).\(name)")
    }

    private func shell(_ commands: String, _ arguments: String...) async throws -> String {
        let result = try await Subprocess.run(
            .path("/bin/sh"), arguments: Arguments(["-c", commands, "sh"] + arguments), output: .string(limit: 10_000))
        #expect(result.terminationStatus == .exited(0))
        return result.standardOutput
    }
}
