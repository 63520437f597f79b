import MovieBagConfiguration
import Text

/// The file that the log is appended to, where it has one of its own.
struct LogFileCheck {
    let machine: Machine
    let serviceUser: UInt32
    /// MOVIE_BAG_LOG_FILE; `nil` for standard error.
    let path: String?

    private var user: String { machine.userName(serviceUser) }

    var findings: [Finding] {
        guard let path else { return [] }
        let directory = PathName.directory(of: path)
        guard let place = machine.status(directory), place.kind == .directory else {
            return [
                .problem(
                    "log: there is no directory \(directory), so the service does not start",
                    fix: "sudo install -d -o \(user) -m 750 \(directory)")
            ]
        }
        guard let file = machine.status(path) else { return judgeDirectory(directory, place, path) }
        guard file.kind == .file else {
            return [
                .problem(
                    "log: \(path) is not a file, so the service does not start",
                    fix: "set MOVIE_BAG_LOG_FILE to a file, or leave it out for standard error")
            ]
        }
        var findings: [Finding] = []
        if !mayWrite(file) || serviceUser == machine.user && machine.obstacle(.appending, path) != nil {
            findings.append(
                .problem(
                    "log: \(user) may not write to \(path)", fix: "sudo chown \(user) \(path)\nsudo chmod 640 \(path)")
            )
        }
        if file.isOpenToOthers {
            findings.append(
                .warning(
                    "log: everybody may open \(path) (mode \(file.modeText)): it holds addresses of clients",
                    fix: "chmod 640 \(path)"))
        }
        return findings.isEmpty ? [.ok("log: \(path) can be written to")] : findings
    }

    private func judgeDirectory(_ directory: String, _ status: FileStatus, _ path: String) -> [Finding] {
        guard !mayWrite(status) || serviceUser == machine.user && machine.obstacle(.filling, directory) != nil else {
            return [.ok("log: the next start makes \(path)")]
        }
        return [
            .problem(
                "log: \(user) may not make files in \(directory)",
                fix: "sudo install -o \(user) -m 640 /dev/null \(path)")
        ]
    }

    /// Whether the permission bits let the service's user write.
    private func mayWrite(_ status: FileStatus) -> Bool {
        if serviceUser == 0 { return true }
        if status.owner == serviceUser { return status.mode & 0o200 != 0 }
        if machine.accountOf(serviceUser).groups.contains(status.group) { return status.mode & 0o020 != 0 }
        return status.mode & 0o002 != 0
    }
}
