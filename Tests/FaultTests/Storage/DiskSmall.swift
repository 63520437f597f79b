import Glibc
import TestSite
import TestFiles

/// A file system in memory that lies over the data directory of one service and that only this service sees: its own
/// mount namespace ends with it, so nothing is left to unmount.
struct SmallDisk {
    private let site: Site

    /// The disk of a site whose launcher is ``launcher(megabytes:)``.
    init(of site: Site) { self.site = site }

    /// Whether this user may mount here; in some containers nobody may.
    static let isPermitted: Bool = {
        let probe = try? FinishedProgram(
            unshared + ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"])
        return probe?.ending == .status(0)
    }()

    /// Starts a service with such a disk.
    static func launcher(megabytes: Int) -> [String] {
        launcher(#"mount -t tmpfs -o size=\#(megabytes)m tmpfs "${MOVIE_BAG_DATABASE%/*}""#)
    }

    /// Starts a service after some commands in a mount namespace of its own.
    static func launcher(_ script: String) -> [String] {
        unshared + ["sh", "-c", script + #" && exec "$0" "$@""#]
    }

    /// Who is not root becomes that in a user namespace of its own, where it may mount too.
    private static let unshared = ["unshare", "--mount"] + (geteuid() == 0 ? [] : ["--map-root-user"])

    /// Makes a file that takes up room.
    func add(_ name: String, kilobytes: Int) throws {
        try run(["dd", "if=/dev/zero", "of=\(path(name))", "bs=1k", "count=\(kilobytes)", "status=none"])
    }

    /// Takes up all the room that there is.
    func addTillFull(_ name: String) throws {
        // That dd fails is what is wanted.
        try run(["sh", "-c", #"! dd if=/dev/zero of="$0" bs=4k status=none 2>/dev/null"#, path(name)])
    }

    func remove(_ name: String) throws {
        try run(["rm", path(name)])
    }

    func resize(megabytes: Int) throws {
        try run(["mount", "-o", "remount,size=\(megabytes)m", path("")])
    }

    /// The size of a file, in bytes.
    func size(_ name: String) throws -> Int {
        let text = try run(["stat", "-c", "%s", path(name)])
        guard let size = Int(text.dropLast()) else { throw Failure("stat: \(text)") }
        return size
    }

    /// Runs SQL in the shell of SQLite and returns the lines that it prints.
    func sqlite(_ sql: String) throws -> [String] {
        try run(["sqlite3", "-batch", "-bail", "-readonly", site.database, sql]).split(separator: "\n").map(String.init)
    }

    private func path(_ name: String) -> String { site.directory["data/\(name)"] }

    @discardableResult
    private func run(_ command: [String]) throws -> String {
        let namespaces = ["--mount"] + (geteuid() == 0 ? [] : ["--user", "--preserve-credentials"])
        let program = try FinishedProgram(
            ["nsenter", "--target", "\(site.service.pid)"] + namespaces + ["--"] + command)
        guard program.ending == .status(0) else { throw Failure("\(command[0]): \(program.errors)\(program.output)") }
        return program.output
    }
}
