import ArgumentParser

/// `movie-bag`: the program with its commands.
@main
struct MovieBagCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "movie-bag",
        abstract: "A shared movie collection with user accounts, as a FastCGI service behind your web server.",
        discussion: """
            Settings come from environment variables named MOVIE_BAG_…, or from the same names in a file given by \
            --env-file or MOVIE_BAG_ENV_FILE; the environment wins. See `movie-bag serve --help`.
            """,
        version: Version.text,
        subcommands: [
            ServeCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self, OutboxCommand.self,
            MailCommand.self, TemplatesCommand.self,
        ])

    static func main() async {
        StandardDescriptors.openMissing()
        CoreDumps.forbid()
        await main(ProcessArguments.all)
    }
}
