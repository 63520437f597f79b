import FoundationEssentials
import MovieBag
import SQLite
import Testing

@testable import MovieBagSQLite
import TestFiles

/// Backups and what is restored from them.
@Suite struct CopyTests {
    private let directory: TemporaryDirectory
    private var database: String { directory["movie-bag.db"] }
    private var backup: String { directory["backup"] }

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// A database that nobody has open any more, with one account, one session, one reset link with its mail, and movies.
    private func makeDatabase(movies: Int = 1) throws {
        let open = try Database(path: database) { _ in }
        defer { open.close() }
        let store = open.makeStore(blockingRegion: UnannouncedBlockingRegion())
        try store.add(Sample.account(1))
        try store.open(Sample.session("s", account: 1), provenBy: PasswordHash(phcString: "hash 1"))
        try store.begin(Sample.reset("r", account: 1, mail: 1))
        for number in 0..<movies { try store.add(Sample.movie(number + 1, owner: 1)) }
    }

    private func write(keep: Int? = nil) throws -> StorageContents {
        try Backup(of: database).write(to: backup, keep: keep) { _, _ in }
    }

    private func restore(keepsSessions: Bool = false) throws -> RestoreOutcome {
        try Restore(of: database).run(from: backup, keepsSessions: keepsSessions, replacedAs: "before") { _, _ in }
    }

    private func number(_ sql: StaticString, in path: String? = nil) throws -> Int64 {
        try Connection(path: path ?? database, mode: .reader).integer(sql)
    }

    @Test func aBackupSaysWhatIsInIt() throws {
        try makeDatabase(movies: 3)
        let contents = try write()
        #expect(contents.description == "1 account, 3 movies, 1 mail in the outbox")
        #expect(directory.names.filter { $0.hasPrefix("backup") } == ["backup"])
    }

    @Test func whatStandsUnderItsNameIsNotReplaced() throws {
        try makeDatabase()
        try Data("precious".utf8).write(to: URL(filePath: backup))
        #expect(throws: BackupError.exists(backup)) { try write() }
        #expect(try String(contentsOfFile: backup, encoding: .utf8) == "precious")
        #expect(throws: BackupError.noFile(directory.path)) {
            try Backup(of: database).write(to: directory.path, keep: 1) { _, _ in }
        }
        #expect(throws: BackupError.isDatabase(database)) {
            try Backup(of: database).write(to: database, keep: 1) { _, _ in }
        }
        #expect(throws: BackupError.missing(directory["none.db"])) {
            try Backup(of: directory["none.db"]).write(to: directory["x"], keep: 1) { _, _ in }
        }
    }

    @Test func whatAKilledBackupLeftIsRemovedAndWhatAnotherOneMakesIsNot() throws {
        try makeDatabase()
        for name in ["backup.1.partial", "backup.1.partial-journal", "backup.x.partial", "other.1.partial"] {
            try Data("left".utf8).write(to: URL(filePath: directory[name]))
        }
        let unfinished = try UnfinishedBackup(for: backup)
        _ = try write()
        #expect(
            directory.names.filter { $0.contains("partial") }.sorted()
                == ["backup.x.partial", "other.1.partial", String(unfinished.path.dropFirst(directory.path.count + 1))]
                .sorted())
        withExtendedLifetime(unfinished) {}
    }

    @Test func anotherProgramsDatabaseIsNoBackup() throws {
        try Connection(path: backup, mode: .copy).execute("CREATE TABLE x (y)")
        try makeDatabase()
        #expect(throws: BackupError.foreign(backup)) { try restore() }
        #expect(throws: BackupError.foreign(backup)) {
            try Backup(of: backup).write(to: directory["x"], keep: nil) { _, _ in }
        }
        #expect(directory.names.allSatisfy { !$0.contains("partial") && !$0.contains("restoring") })
    }

    @Test func aDamagedDatabaseMakesNoBackupAndADamagedBackupIsNotRestored() throws {
        try makeDatabase(movies: 2000)
        _ = try write(keep: 2)
        let good = try Data(contentsOf: URL(filePath: backup))
        var bytes = good
        // Pages in the midst of the file.
        for offset in stride(from: good.count / 2, to: good.count / 2 + 16_384, by: 64) { bytes[offset] ^= 0xff }
        try bytes.write(to: URL(filePath: backup))
        #expect { try restore() } throws: { error in
            guard case BackupError.damaged(backup, _) = error else { return false }
            return true
        }
        #expect(try number("SELECT count(*) FROM movies") == 2000)
        #expect(throws: BackupError.self) { try Backup(of: backup).write(to: directory["x"], keep: nil) { _, _ in } }
        #expect(directory.names.allSatisfy { !$0.contains("partial") && !$0.contains("restoring") && $0 != "x" })
    }

    @Test func aRestoredDatabaseIsTheBackupAndTheOneBeforeIsKept() throws {
        try makeDatabase()
        _ = try write()
        let open = try Database(path: database) { _ in }
        try open.makeStore(blockingRegion: UnannouncedBlockingRegion()).add(Sample.movie(9, owner: 1))
        open.close()

        let outcome = try restore()
        #expect(outcome.replaced == database + ".before")
        #expect(outcome.contents.movies == 1)
        #expect(try number("SELECT count(*) FROM movies") == 1)
        #expect(try number("SELECT count(*) FROM movies", in: database + ".before") == 2)
    }

    @Test func aWALThatNobodyMovedStaysWithTheDatabaseItBelongsTo() throws {
        try makeDatabase()
        _ = try write()
        // As after a crash: the latest changes are in the WAL only.
        let writer = try Connection(path: database, mode: .writer)
        try writer.execute("DELETE FROM movies")
        let copies = directory["crashed.db"]
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: database + suffix, toPath: copies + suffix)
        }
        let outcome = try Restore(of: copies).run(from: backup, keepsSessions: true, replacedAs: "before") { _, _ in }
        #expect(try number("SELECT count(*) FROM movies", in: copies) == 1)
        #expect(try number("SELECT count(*) FROM movies", in: outcome.replaced) == 0)
    }

    @Test func aDamagedDatabaseIsReplacedAndKeptWithItsWAL() throws {
        try makeDatabase()
        _ = try write()
        try Data("no database".utf8).write(to: URL(filePath: database))
        try Data("no log".utf8).write(to: URL(filePath: database + "-wal"))
        _ = try restore()
        #expect(try number("SELECT count(*) FROM movies") == 1)
        #expect(try String(contentsOfFile: database + ".before", encoding: .utf8) == "no database")
        #expect(try String(contentsOfFile: database + ".before-wal", encoding: .utf8) == "no log")
    }

    @Test func theDatabaseIsNoBackupOfItself() throws {
        try makeDatabase()
        let link = directory["link.db"]
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: database)
        for path in [database, link] {
            #expect(throws: BackupError.isDatabase(path)) {
                try Restore(of: database).run(from: path, keepsSessions: false, replacedAs: "before") { _, _ in }
            }
        }
        #expect(try number("SELECT count(*) FROM sessions") == 1)
        #expect(!directory.names.contains("movie-bag.db.before"))
    }

    @Test func ofTwoRestoresWithinASecondBothKeepWhatWasThereBefore() throws {
        try makeDatabase()
        _ = try write()
        #expect(try restore().replaced == database + ".before")
        #expect(try restore().replaced == database + ".before-2")
        #expect(try restore().replaced == database + ".before-3")
        #expect(try number("SELECT count(*) FROM sessions", in: database + ".before") == 1)
        #expect(try number("SELECT count(*) FROM sessions", in: database + ".before-2") == 0)
    }

    @Test func whereNoDatabaseWasTheBackupBecomesIt() throws {
        try makeDatabase()
        _ = try write()
        let other = directory["new.db"]
        let outcome = try Restore(of: other).run(from: backup, keepsSessions: false, replacedAs: "x") { _, _ in }
        #expect(outcome.replaced == nil)
        #expect(try number("SELECT count(*) FROM movies", in: other) == 1)
    }

    @Test func sessionsAndLinksAreOverUnlessTheyAreAskedFor() throws {
        try makeDatabase()
        _ = try write()
        _ = try restore()
        for count in try [
            number("SELECT count(*) FROM sessions"), number("SELECT count(*) FROM links"),
            number("SELECT count(*) FROM outbox"),
        ] {
            #expect(count == 0)
        }
        try FileManager.default.removeItem(atPath: database + ".before")
        _ = try restore(keepsSessions: true)
        #expect(try number("SELECT count(*) FROM sessions") == 1)
        #expect(try number("SELECT count(*) FROM links") == 1)
        #expect(try number("SELECT count(*) FROM outbox") == 1)
    }

    /// An ETag that somebody got after the backup must not come to mean something else.
    @Test func versionsOfTheLostTimeDoNotComeAgain() throws {
        try makeDatabase()
        _ = try write()
        let open = try Database(path: database) { _ in }
        let store = open.makeStore(blockingRegion: UnannouncedBlockingRegion())
        for number in 10..<20 { try store.add(Sample.movie(number, owner: 1)) }
        open.close()
        let lost = try number("SELECT version FROM collection")
        _ = try restore()
        #expect(try number("SELECT version FROM collection") > lost)
    }

    @Test func aWriterThatHoldsTheLockIsNotOvertaken() throws {
        try makeDatabase()
        _ = try write()
        let lock = try FileLock(path: database + ".lock")
        #expect(try lock.tryAcquire())
        #expect(throws: BackupError.locked(database)) { try restore() }
        lock.release()
        _ = try restore()
    }

    @Test func anOlderBackupIsBroughtUpToDateAndANewerOneRefused() throws {
        try makeDatabase()
        _ = try write()
        let older = try Connection(path: backup, mode: .copy)
        try older.execute(OlderSchema.two)
        _ = try restore()
        #expect(try number("SELECT count(*) FROM outbox WHERE claimed = 0") == 0)

        try older.execute("PRAGMA user_version = 99")
        #expect(throws: MigrationError.self) { try restore() }
    }
}
