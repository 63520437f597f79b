/// The settings: everything that `serve` would refuse, and the file that they stand in.
struct ConfigurationCheck {
    let machine: Machine
    let serviceUser: UInt32
    let deployment: Deployment

    var findings: [Finding] {
        let problems = deployment.problems.map { Finding.problem("configuration: \($0)", mend: remedy(for: $0)) }
        let source = deployment.envFile.map { "\($0) and the environment" } ?? "the environment alone"
        let good: Finding = .ok("configuration: every setting is good; they come from \(source)")
        return (problems.isEmpty ? [good] : problems) + file
    }

    /// What to do when the file cannot be read at all; nothing else can be said about the settings then.
    static func unreadable(_ problem: String, file: String?) -> Finding {
        .problem(
            "configuration: \(problem)",
            mend: "see that the file is there and that the user of the service may read it:\nls -l \(file ?? "FILE")")
    }

    /// Whether others may look into the file or change it.
    private var file: [Finding] {
        guard let path = deployment.envFile, let status = machine.status(path) else { return [] }
        if status.mode & 0o022 != 0 && (status.mode & 0o002 != 0 || status.group != 0) {
            return [
                .problem(
                    "configuration: others than its owner may change \(path) (mode \(status.modeText))",
                    mend: "chmod go-w \(path)")
            ]
        }
        guard case .text = deployment.secret, status.mode & 0o004 != 0 else { return [] }
        return [
            .problem(
                "configuration: every user may read \(path) (mode \(status.modeText)), and MOVIE_BAG_JWT_SECRET signs tokens",
                mend: "chmod o-rwx \(path)\nand give the service a new secret: openssl rand -base64 32")
        ]
    }

    private func remedy(for problem: String) -> String {
        let place = deployment.envFile ?? "the environment"
        if problem.hasPrefix("\(SettingName.templates.rawValue):") {
            return
                "copy the directory templates of the release beside the program, or set MOVIE_BAG_TEMPLATES to where "
                + "it is, and let the service read it:\nchmod -R a+rX templates"
        }
        if problem.hasPrefix("\(SettingName.database.rawValue):") {
            let user = machine.userName(serviceUser)
            return
                "make it, for the user that runs the service:\nsudo install -d -o \(user) -m 700 \(deployment.directory)"
        }
        if problem.contains("is no setting of this program") {
            return "correct the name, or take the line out; movie-bag serve --help lists all names"
        }
        if problem.hasPrefix("--listen") { return "give --listen unix:/run/movie-bag/movie-bag.sock" }
        return "correct it in \(place); movie-bag serve --help says what is allowed"
    }
}
