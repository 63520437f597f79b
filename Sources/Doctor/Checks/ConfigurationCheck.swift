import MovieBagConfiguration

/// The settings: everything that `serve` would refuse, and the file that they stand in.
package struct ConfigurationCheck {
    let machine: Machine
    let serviceUser: UInt32
    let deployment: Deployment

    var findings: [Finding] {
        let problems = deployment.problems.map { Finding.problem("configuration: \($0)", fix: remedy(for: $0)) }
        let source = deployment.envFile.map { "\($0) and the environment" } ?? "the environment alone"
        let good: Finding = .ok("configuration: every setting is good; they come from \(source)")
        return (problems.isEmpty ? [good] : problems) + file
    }

    /// What to do when the file cannot be read, or holds lines that are none; nothing else can be said about the settings
    /// then.
    package static func unreadable(_ problem: SettingsProblem, file: String?) -> Finding {
        .problem(
            "configuration: \(problem)",
            fix: problem.kind == .line
                ? "correct the line, or begin it with # when it is a comment; every other one is NAME=value"
                : "see that the file is there and that the user of the service may read it:\nls -l \(file ?? "FILE")")
    }

    /// Whether others may look into the file or change it.
    private var file: [Finding] {
        guard let path = deployment.envFile, let status = machine.status(path) else { return [] }
        if status.mode & 0o022 != 0 && (status.mode & 0o002 != 0 || status.group != 0) {
            return [
                .problem(
                    "configuration: others than its owner may change \(path) (mode \(status.modeText))",
                    fix: "chmod go-w \(path)")
            ]
        }
        // One that holds the secret is refused by the start, and is a problem already.
        guard FileContents.isOpenToOthers(status.mode), !deployment.holdsSecret else { return [] }
        return [
            .warning(
                "configuration: every user may read \(path) (mode \(status.modeText)), which is no place for a secret then",
                fix: "chmod 640 \(path)")
        ]
    }

    private func remedy(for problem: SettingsProblem) -> String {
        let file = deployment.envFile ?? "FILE"
        return switch problem.kind {
        case .unknownName: "correct the name, or take the line out; movie-bag serve --help lists all names"
        case .listenOption: "give --listen unix:/run/movie-bag/movie-bag.sock"
        case .secretOpenToOthers:
            "chmod 640 \(file)\nif others may have read it, make a new one: openssl rand -base64 32"
        case .untrustedTemplates:
            "give it to root, and let no other user change it:\nsudo chown -R root: DIRECTORY\nsudo chmod -R o-w DIRECTORY"
        case .value where problem.name == .templates:
            "copy the directory templates of the release beside the program, or set MOVIE_BAG_TEMPLATES to where it is, and "
                + "let the service read it:\nchmod -R a+rX templates"
        case .value where problem.name == .database: databaseRemedy
        case .value, .unreadableFile, .line:
            "correct it in \(deployment.envFile ?? "the environment"); movie-bag serve --help says what is allowed"
        }
    }

    private var databaseRemedy: String {
        guard let directory = deployment.directory else {
            let place = deployment.envFile ?? "the environment"
            return "correct it in \(place): \(SettingName.database.rawValue)=/var/lib/movie-bag/movie-bag.db"
        }
        let user = machine.userName(serviceUser)
        return "make it, for the user that runs the service:\nsudo install -d -o \(user) -m 700 \(directory)"
    }
}
