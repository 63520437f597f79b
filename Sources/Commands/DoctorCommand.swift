import ArgumentParser
import Doctor
import MovieBag
import MovieBagConfiguration
import Processes

/// `movie-bag doctor`: looks for everything that a deployment gets wrong.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check everything that a deployment needs, and say how to fix it.",
        discussion: """
            Run it as the user that the service runs as, with the settings that it has, whether it runs or not. It looks at \
            the settings, the files and their rights, the socket and who may open it, the mail program, the clock and the \
            limits, and with --url at the site as its users have it. It changes nothing. Each line begins with ok, warning \
            (it works, with a weakness), problem or skipped (it could not be checked); a warning or a problem is followed by how \
            to fix it. Exit status: 0 when there is no problem, 1 when there is one.
            """)

    @Option(help: "Where the service listens, when that is given on its command line.")
    var listen: String?

    @Option(
        help: "Ask the running site at this address too, through curl: https://movies.example.org.",
        transform: PublicURL.init(parsing:))
    var url: PublicURL?

    @Option(
        help:
            "File with the certificate of the CA that signed the certificate of the site, if this machine does not trust it."
    )
    var caCertificate: String?

    @Flag(help: "Only ask the site: for another machine than the one that serves.")
    var onlyURL = false

    @OptionGroup var settings: SettingsOption

    func validate() throws {
        if onlyURL && url == nil { throw ValidationError("--only-url needs --url.") }
        if caCertificate != nil && url == nil { throw ValidationError("--ca-certificate needs --url.") }
    }

    func run() async throws {
        try await report().end()
    }

    private func report() async -> Diagnosis {
        var report = Diagnosis()
        let deployment = await deployment(&report)
        if !onlyURL {
            report.add(LocalExamination(machine: .system, deployment: deployment, command: command).findings)
            report.add(await LibraryCheck.ofThisProgram().findings)
        }
        if let url { report.add(await examination(of: url, deployment).findings()) }
        return report
    }

    private func examination(of url: PublicURL, _ deployment: Deployment?) -> SiteExamination {
        let curl = Curl(
            certificateFile: caCertificate, searchPath: ProcessEnvironment.variables["PATH"] ?? "/usr/bin:/bin")
        return SiteExamination(
            site: AskedSite(url: url, ask: curl.ask),
            publicURL: deployment.flatMap { $0.givenSite == nil ? nil : $0.draft.site },
            bodyLimit: deployment?.bodyLimit ?? Deployment.standardBodyLimit,
            takesWeakTags: deployment?.draft.takesWeakTags ?? false, readers: deployment?.draft.readers,
            now: { WallClock.system.now })
    }

    /// What the settings say; `nil` when the file that holds them cannot be read, which is reported.
    private func deployment(_ report: inout Diagnosis) async -> Deployment? {
        let environment = ProcessEnvironment.variables
        let file = settings.envFile ?? environment[SettingName.envFile.rawValue]
        do throws(SettingsError) {
            var reader = try settings.reader()
            return Deployment(&reader, envFile: file, listen: listen)
        } catch {
            for problem in error.problems { report.add([ConfigurationCheck.unreadable(problem, file: file)]) }
            return nil
        }
    }

    /// The command line, for the advice to run it as another user.
    private var command: String {
        let options = [("--env-file", settings.envFile), ("--listen", listen), ("--url", url?.description)]
        return options.reduce("movie-bag doctor") { line, option in
            option.1.map { "\(line) \(option.0) \($0)" } ?? line
        }
    }
}

extension Diagnosis {
    /// Prints what was found; throws the exit status when there is a problem.
    fileprivate func end() throws {
        for finding in findings { print(finding) }
        print(summary)
        if hasProblems { throw ExitCode(.refused) }
    }
}
