import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A crash must not write the memory of the program to a disk: it holds keys, passwords and tokens.
    @EndToEnd
    @Suite struct CoreDumpTests {
        /// Starts a program with no limit to its core files, as far as the limits of this process allow.
        private nonisolated static let unlimited = [
            "sh", "-c", #"ulimit -S -c "$(ulimit -H -c)" && exec "$@""#, "sh",
        ]

        /// The soft and the hard limit of a process's core files (proc(5)).
        private func limits(in text: String) -> [Substring] {
            let line = text.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
            return Array(line?.split(separator: " ").dropFirst(4).prefix(2) ?? [])
        }

        @Test func noProcessOfTheServiceMayWriteACoreFile() throws {
            let site = try Site(arguments: ["--processes", "2"], launcher: Self.unlimited)
            let processes = try wait(for: "both processes") { () throws -> [pid_t]? in
                let children = try ChildProcesses.of(site.service.pid)
                return children.count == 2 ? children : nil
            }
            try site.waitUntilItAnswers()
            for process in [site.service.pid] + processes {
                #expect(try limits(in: Files.text("/proc/\(process)/limits")) == ["0", "0"])
            }
        }

        /// The limits of a command, and those of a program that it starts.
        @Test func neitherMayACommandOrWhatItStarts() throws {
            let directory = try TemporaryDirectory()
            let script = "#!/bin/sh\ncat /proc/$PPID/limits >\"$0.parent\"\ncat /proc/self/limits >\"$0.own\"\n"
            try Files.write(script, to: directory["sendmail"], mode: 0o700)
            let command = try FinishedProgram(
                Self.unlimited + [Repository.program, "mail", "test", "ann@example.org"],
                environment: [
                    "MOVIE_BAG_SENDMAIL": directory["sendmail"], "MOVIE_BAG_MAIL_FROM": "movies@example.org",
                    "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                ])
            #expect(command.ending == .status(0), "\(command.errors)")
            #expect(try limits(in: Files.text(directory["sendmail.parent"])) == ["0", "0"])
            #expect(try limits(in: Files.text(directory["sendmail.own"])) == ["0", "0"])
        }

        /// Everything that needs `/proc/self` works all the same: names of threads, worker processes of the program on the
        /// disk, the code that is given back, templates beside the program, the library that doctor looks for.
        @Test(.enabled(if: geteuid() == 0, "only root can run the service as another user"))
        func anotherProcessOfTheUserCannotLookIntoIt() throws {
            let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            let directory = try TemporaryDirectory()
            #expect(chown(directory.path, 65534, 65534) == 0)
            let environment = [
                "MOVIE_BAG_DATABASE": directory["movie-bag.db"], "MOVIE_BAG_SENDMAIL": "/bin/false",
                "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                "MOVIE_BAG_LISTEN": "unix:\(directory["socket"])",
            ]
            let service = try Service(
                socket: directory["socket"], log: directory["log"], arguments: ["--processes", "1"],
                environment: environment, launcher: nobody)
            try service.waitUntilItListens()
            let worker = try wait(for: "the process that serves") { try ChildProcesses.of(service.pid).first }
            let connection = try FastCGIConnection(directory["socket"])
            #expect(try connection.exchange(FastCGIRequest("GET", "/api/health")).contains(#""status":"ok""#))
            for process in [service.pid, worker] {
                var status = stat()
                #expect(stat("/proc/\(process)/environ", &status) == 0 && status.st_uid == 0)
                let look = try FinishedProgram(nobody + ["cat", "/proc/\(process)/environ"])
                #expect(look.ending == .status(1) && look.output.isEmpty)
            }
            #expect(
                try Files.names(in: "/proc/\(worker)/task").contains {
                    try Files.text("/proc/\(worker)/task/\($0)/comm") == "sweeper\n"
                })
            service.send(SIGHUP)
            _ = try wait(for: "another process") { try ChildProcesses.of(service.pid).first { $0 != worker } }

            let doctor = try FinishedProgram(nobody + [Repository.program, "doctor"], environment: environment)
            #expect(doctor.output.contains("libfcgi: /"), "\(doctor.output)")
            #expect(try service.stop() == .status(0))
        }
    }
}
