import ArgumentParser
import MovieBag
import Processes

/// `movie-bag`: the program with its commands.
///
/// Tests: CommandLineTests.swift
package struct MovieBagCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "movie-bag",
        abstract: "A shared movie collection with user accounts, as a FastCGI service behind your web server.",
        discussion: """
            Settings come from environment variables named MOVIE_BAG_…, or from the same names in a file given by \
            --env-file or MOVIE_BAG_ENV_FILE; the environment wins. See `movie-bag serve --help`.
            """,
        version: ProgramVersion.text,
        subcommands: [
            ServeCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self, SchemaCommand.self,
            AccountCommand.self, AuditCommand.self, OutboxCommand.self, MailCommand.self, KeysCommand.self,
            TemplatesCommand.self,
        ])

    package init() {}

    /// What must be done before anything else, and before the first `await`, at which the Swift runtime opens descriptors.
    package static func prepare() {
        StandardDescriptors.openMissing()
        if !CoreDumps.forbid() {
            CommandFailure.say(
                "warning: a crash may write passwords and keys to a core file: setrlimit and prctl are refused")
        }
    }

    /// Runs the program with the arguments of the process, and ends it.
    package static func run() async {
        await main(ProcessArguments.all)
    }
}
