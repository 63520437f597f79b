import ArgumentParser
import Glibc
import MovieBag
import MovieBagStorage

/// `movie-bag backup FILE`: copies the database while the service runs.
///
/// Tests: CopyCommandTests.swift
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database, whether the service runs or not.",
        discussion: """
            The copy holds every change that was acknowledged before it began. It is one file, for its owner only, which \
            is checked and on the disk before it gets its name. No write waits for it. The secret that signs tokens \
            is not in it: keep a copy of that too, by itself. Exit status: 0 when the backup is there, 1 on failure; the \
            reason is on standard error.
            """)

    @Argument(help: "Where to write the backup.")
    var file: String

    @Option(
        help: """
            Keep so many backups: FILE is the newest, FILE.1 the one before, and so on. Without this a FILE that exists is \
            refused.
            """)
    var keep: Int?

    @OptionGroup var settings: SettingsOption

    func validate() throws {
        guard keep.map({ (1...1000).contains($0) }) ?? true else {
            throw ValidationError("--keep must be a number from 1 to 1000.")
        }
    }

    func run() async throws {
        let location = try await settings.database()
        // The service goes first, where there is but one processor.
        _ = nice(10)
        var progress = CopyProgress(action: "copied")
        do {
            let contents = try location.maintenance.backUp(to: file, keep: keep) { progress.show($0, of: $1) }
            progress.end()
            print("Backed up \(location) to \(file): \(contents).")
        } catch {
            progress.end()
            throw CommandFailure.of(error)
        }
    }
}
