import Testing

@testable import Doctor

@Suite struct LogFileCheckTests {
    private func findings(
        _ files: [String: FileStatus], path: String? = "/log/service.log", user: UInt32 = 500, obstacle: String? = nil
    ) -> [Finding] {
        var machine = Machine.onPaper(user: user, files: files)
        machine.obstacle = { _, _ in obstacle }
        return LogFileCheck(machine: machine, serviceUser: 500, path: path).findings
    }

    @Test func withoutAFileOfItsOwnThereIsNothingToSay() {
        #expect(findings([:], path: nil) == [])
    }

    @Test(
        arguments: [
            (FileStatus.directory(0o755), nil, Finding.Grade.ok, "the next start makes /log/service.log"),
            (.directory(0o755, owner: 0, group: 0), nil, .problem, "may not make files in /log"),
            (.directory(0o770, owner: 0), nil, .ok, "the next start makes"),
            (nil, nil, .problem, "install -d -o movie-bag -m 750 /log"),
            (.file(0o644), nil, .problem, "there is no directory /log"),
            (.directory(0o755, owner: 0, group: 0), .file(0o640), .ok, "can be written to"),
            (.directory(0o755), .file(0o640, owner: 0, group: 0), .problem, "sudo chown movie-bag /log/service.log"),
            (.directory(0o755), .file(0o660, owner: 0), .ok, "can be written to"),
            (.directory(0o755), .file(0o440), .problem, "sudo chmod 640"),
            (.directory(0o755), .file(0o644), .warning, "chmod 640 /log/service.log"),
            (.directory(0o755), .directory(0o755), .problem, "is not a file"),
            (.directory(0o755), .socket(0o600), .problem, "is not a file"),
        ] as [(FileStatus?, FileStatus?, Finding.Grade, String)])
    func directoryAndFileAreJudged(
        _ directory: FileStatus?, _ file: FileStatus?, _ grade: Finding.Grade, _ words: String
    ) {
        var files: [String: FileStatus] = [:]
        files["/log"] = directory
        files["/log/service.log"] = file
        for user in [UInt32(0), 500] {
            let found = findings(files, user: user)
            #expect(found.grades == [grade], "\(found)")
            #expect(found.has(grade, words), "\(found)")
        }
    }

    @Test func whatTheBitsDoNotTellTheSystemDoes() {
        let files = ["/log": FileStatus.directory(0o755), "/log/service.log": .file(0o640)]
        #expect(findings(files, obstacle: "Read-only file system").has(.problem, "may not write"))
        #expect(findings(["/log": .directory(0o755)], obstacle: "Read-only file system").grades == [.problem])
    }
}
