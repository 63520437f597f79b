import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A database of another program, by a slip in MOVIE_BAG_DATABASE.
    @EndToEnd
    @Suite struct ForeignDatabaseTests {
        /// How the other program has made it.
        enum Kind: CaseIterable {
            case rollback, writeAhead, writeAheadInUse, logWithoutIndex, markedWithoutTables, encrypted
        }

        private let directory: TemporaryDirectory
        private let file: String

        init() throws {
            directory = try TemporaryDirectory()
            file = directory["theirs.db"]
        }

        private func make(_ kind: Kind) throws {
            let sql =
                switch kind {
                case .rollback: "CREATE TABLE t (x); INSERT INTO t VALUES (1);"
                case .writeAhead: "PRAGMA journal_mode = WAL; PRAGMA application_id = 7; CREATE TABLE t (x);"
                case .writeAheadInUse, .logWithoutIndex:
                    "PRAGMA journal_mode = WAL; CREATE TABLE t (x);\n.shell kill -9 $PPID"
                case .markedWithoutTables: "PRAGMA application_id = 7;"
                case .encrypted: ""
                }
            if kind == .encrypted {
                try Files.write(String(repeating: "encrypted", count: 1000), to: file)
            } else {
                try Files.write(sql, to: directory["sql"])
                _ = try FinishedProgram([
                    "sh", "-c", "exec sqlite3 -batch \"$1\" < \"$2\"", "sh", file, directory["sql"],
                ])
                unlink(directory["sql"])
                if kind == .logWithoutIndex { unlink("\(file)-shm") }
            }
            for name in try Files.names(in: directory.path) {
                let touch = try FinishedProgram(["touch", "-d", "2001-01-01", directory[name]])
                #expect(touch.ending == .status(0))
            }
        }

        private struct Trace: Equatable {
            let name: String
            let bytes: [UInt8]
            let changed: Int
            let mode: mode_t
        }

        private func traces() throws -> [Trace] {
            try Files.names(in: directory.path).map { name in
                var status = stat()
                #expect(lstat(directory[name], &status) == 0)
                return Trace(
                    name: name, bytes: try Files.bytes(directory[name]), changed: status.st_mtim.tv_sec,
                    mode: status.st_mode)
            }
        }

        private func run(_ command: [String]) throws -> FinishedProgram {
            try FinishedProgram(
                [Repository.program] + command,
                environment: ["MOVIE_BAG_DATABASE": file, "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates"])
        }

        @Test(arguments: Kind.allCases)
        func nothingOfItIsChangedAndNothingIsMadeBesideIt(kind: Kind) throws {
            let elsewhere = try TemporaryDirectory()
            let own = try Site()
            _ = try own.succeed("backup", elsewhere["backup"])
            try make(kind)
            let before = try traces()
            #expect(
                before.map(\.name).contains("theirs.db-wal") == ([.writeAheadInUse, .logWithoutIndex].contains(kind)))
            let socket = elsewhere["socket"]
            for command in [
                ["serve", "--listen", "unix:\(socket)"], ["serve", "--listen", "unix:\(socket)", "--processes", "2"],
                ["outbox", "run"],
            ] {
                let program = try run(command)
                #expect(program.ending == .status(78))
                let words = kind == .encrypted ? "file is not a database" : "the database belongs to another program"
                #expect(program.errors.contains("MOVIE_BAG_DATABASE: \(file): "), "\(program.errors)")
                #expect(program.errors.contains(words), "\(program.errors)")
                #expect(try traces() == before, "\(command)")
            }
            for command in [["backup", elsewhere["other"]], ["outbox", "list"], ["outbox", "drop", "--dead"]] {
                #expect(try run(command).ending == .status(kind == .encrypted ? 1 : 78))
                #expect(try traces() == before, "\(command)")
            }
            let doctor = try run(["doctor", "--listen", "unix:\(socket)"])
            #expect(doctor.ending == .status(1) && doctor.output.contains("problem database: "), "\(doctor.output)")
            #expect(try traces() == before)
            #expect(Files.inode(socket) == nil && Files.inode(elsewhere["other"]) == nil)
        }

        /// One that is no database of SQLite at all may be ours, damaged: then a restore is what is wanted.
        @Test(arguments: Kind.allCases.filter { $0 != .encrypted })
        func noBackupIsPutInItsPlaceAndItIsNoBackup(kind: Kind) throws {
            let elsewhere = try TemporaryDirectory()
            let own = try Site()
            _ = try own.succeed("backup", elsewhere["backup"])
            try own.service.stop()
            try make(kind)
            let before = try traces()
            let restore = try run(["restore", elsewhere["backup"]])
            #expect(restore.ending == .status(78))
            #expect(try traces() == before)
            let other = try own.command("restore", file)
            #expect(other.errors == "movie-bag: \(file) is no database of movie-bag\n")
            #expect(try traces() == before)
        }
    }
}
