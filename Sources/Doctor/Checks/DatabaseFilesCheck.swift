import MovieBagConfiguration
import Text

/// Whose the files of the database are, and who else may look at them.
///
/// Tests: DatabaseCheckTests.swift
struct DatabaseFilesCheck {
    let machine: Machine
    let serviceUser: UInt32
    let path: String
    /// Where copies may be that were kept before upgrades.
    let copies: [String]

    private var directory: String { PathName.directory(of: path) }
    private var user: String { machine.userName(serviceUser) }
    private var owner: String { machine.ownerForShell(serviceUser) }

    var findings: [Finding] {
        guard let place = machine.status(directory), place.kind == .directory else {
            return [.skipped("database: its directory \(directory) is not there")]
        }
        var findings: [Finding] = []
        if place.isSharedDirectory {
            findings.append(
                .problem(
                    "database: anybody may replace files in \(directory) (mode \(place.modeText))",
                    fix: "chmod 700 \(directory)"))
        }
        guard let file = machine.status(path) else {
            return findings + [.ok("database: the first start makes \(path)")]
        }
        guard file.kind == .file else {
            return findings + [.problem("database: \(path) is not a file", fix: "mv \(path) \(path).old")]
        }
        if file.links > 1 {
            findings.append(
                .warning(
                    "database: \(path) has \(file.links) names (hard links); what opens it by another one does not see its "
                        + "write-ahead log, and damages it",
                    fix: "find the others and remove them; for a copy use movie-bag backup:\n"
                        + "find \(directory) -samefile \(path)"))
        }
        findings += (companions + kept).flatMap(judge)
        if findings.isEmpty {
            findings = [.ok("database: \(path) and what stands beside it belong to \(user) alone")]
        }
        return findings
            + kept.map {
                .ok("database: \($0) was kept before an upgrade; remove it when the new version has proved itself")
            }
    }

    /// The database, its log with the index, and the lock between processes, as far as they are there.
    private var companions: [String] {
        ["", "-wal", "-shm", ".lock"].map { path + $0 }.filter { machine.status($0) != nil }
    }

    /// What was kept of it before upgrades.
    private var kept: [String] {
        copies.filter { machine.status($0) != nil }
    }

    private func judge(_ file: String) -> [Finding] {
        guard let status = machine.status(file) else { return [] }
        var findings: [Finding] = []
        if status.owner != serviceUser {
            findings.append(
                .problem(
                    "database: \(file) belongs to \(machine.userName(status.owner)), not to \(user)",
                    fix: "sudo chown \(owner): \(file)"))
        } else if status.mode & 0o600 != 0o600 {
            findings.append(
                .problem(
                    "database: \(user) may not read and write \(file) (mode \(status.modeText))",
                    fix: "chmod 600 \(file)"))
        }
        if status.mode & 0o077 != 0 {
            findings.append(
                .warning(
                    "database: others than its owner may open \(file) (mode \(status.modeText)): it holds addresses and "
                        + "password hashes", fix: "chmod 600 \(file)"))
        }
        return findings
    }
}
