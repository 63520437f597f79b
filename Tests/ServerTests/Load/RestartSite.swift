import Glibc
import TestSite
import Testing
import TestFiles

/// A site whose service is a supervisor with two processes, started from a copy of the program that can be replaced.
final class RestartSite {
    let site: Site
    private let server: ServerKind
    private let programs: TemporaryDirectory
    private let token: String
    private var supervisors: [Service]
    private var loads = 0

    init(_ server: ServerKind) throws {
        self.server = server
        programs = try TemporaryDirectory()
        try Self.copyProgram(to: programs["movie-bag"])
        let site = try Site(
            server: server, settings: ["MOVIE_BAG_LOG_LEVEL": "notice"], arguments: ["--processes", "2"],
            launcher: Self.launcher(of: programs["movie-bag"]))
        self.site = site
        supervisors = site.services
        try site.waitUntilItAnswers()
        token = try site.newAccount("ann@example.org")
    }

    /// The processes that the supervisor has, those that end included.
    func workers() throws -> [pid_t] { try ChildProcesses.of(supervisor.pid) }

    /// Does something while 32 clients add and read, who are answered for a while before and after, and looks whether what
    /// was added is there.
    func underLoad(_ body: (WebLoad) throws -> Void) throws -> LoadFigures {
        loads += 1
        let load = try WebLoad(on: site, of: server, token: token, name: "run\(loads)")
        try load.waitForTraffic(Self.littleTraffic)
        try body(load)
        try load.waitForTraffic(Self.littleTraffic)
        let figures = try load.end()
        #expect(try load.lost().isEmpty)
        #expect(try !load.added().isEmpty)
        return figures
    }

    /// So many movies more show that all goes on.
    static let littleTraffic = Scale.choose(short: 200, full: 2000)

    /// Has every process replaced by one that begins anew, and waits until that is done.
    func reload() throws {
        let before = try reloads()
        supervisor.send(SIGHUP)
        try wait(for: "a reload", limit: .seconds(60)) { try reloads() > before }
    }

    /// Puts another file in the program's place, reloads, and expects that what serves is of that file.
    func swapProgram() throws {
        let old = try workers()
        try Self.copyProgram(to: programs["new"])
        let inode = Files.inode(programs["new"])
        guard rename(programs["new"], programs["movie-bag"]) == 0 else { throw Failure.system("rename") }
        try reload()
        let new = try workers().filter { !old.contains($0) }
        #expect(new.count == 2)
        for pid in new { #expect(Files.link("/proc/\(pid)/exe").flatMap(Files.inode) == inode) }
    }

    /// Kills a process, and waits until another one serves in its place.
    ///
    /// - Returns: how many connections it had.
    func killWorker() throws -> Int {
        let before = try workers()
        guard before.count == 2 else { throw Failure("\(before.count) processes") }
        let victim = before[0]
        // What stands still can be counted.
        kill(victim, SIGSTOP)
        try wait(for: "process \(victim) to stand still") { try Self.stands(victim) }
        let connections = try Self.connections(of: victim)
        kill(victim, SIGKILL)
        try wait(for: "another process", limit: .seconds(30)) {
            let log = try Files.text(supervisor.log)
            let workers = try workers()
            return workers.count == 2 && !workers.contains(victim)
                && workers.allSatisfy { log.contains("process \($0): movie-bag ") }
        }
        return connections
    }

    /// Starts another supervisor that takes the socket's path over, and leaves to it what is new.
    func takeOver() throws {
        let old = supervisor
        supervisors.append(
            try Service(
                socket: old.socket, log: site.directory["\(supervisors.count).log"],
                arguments: ["--processes", "2", "--replace"], environment: site.environment,
                launcher: Self.launcher(of: programs["movie-bag"])))
        try supervisor.waitUntilItListens()
        old.send(SIGUSR1)
    }

    /// Ends the server and waits until those who gave way have ended too.
    func endOfReplaced() throws -> [Program.Ending] {
        site.server.end()
        return try supervisors.dropLast().map { try $0.stop(by: SIGUSR1) }
    }

    /// What the server has said of its troubles.
    func troubles() throws -> String {
        try site.server.logs.filter { !$0.hasSuffix("access.log") }.map { String(try Files.text($0).suffix(2000)) }
            .joined(separator: "\n")
    }

    private var supervisor: Service { supervisors[supervisors.count - 1] }

    private func reloads() throws -> Int {
        try Files.text(supervisor.log).split(separator: "\n").count {
            $0.hasSuffix("reloaded: every process is a new one")
        }
    }

    /// Starts a copy of the program with the command line that is meant for the original.
    private static func launcher(of copy: String) -> [String] {
        ["/bin/sh", "-c", "shift; exec \"$0\" \"$@\"", copy]
    }

    private static func copyProgram(to path: String) throws {
        let copy = try FinishedProgram(["cp", "--reflink=auto", Repository.program, path])
        guard copy.ending == .status(0) else { throw Failure("cp: \(copy.errors)") }
    }

    private static func stands(_ pid: pid_t) throws -> Bool {
        try Files.names(in: "/proc/\(pid)/task").allSatisfy {
            try Files.text("/proc/\(pid)/task/\($0)/status").contains("State:\tT")
        }
    }

    /// How many connections a process has from web servers. Each has two descriptors, and the first four are others.
    private static func connections(of pid: pid_t) throws -> Int {
        let descriptors = try Files.names(in: "/proc/\(pid)/fd").filter { Int($0).map { $0 > 3 } ?? false }
        return Set(descriptors.compactMap { Files.link("/proc/\(pid)/fd/\($0)") }.filter { $0.hasPrefix("socket:") })
            .count
    }
}
