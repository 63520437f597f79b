import FoundationEssentials
import Glibc
import MovieBag
import SQLite
import Testing
import Threads

@testable import MovieBagSQLite
import TestFiles

/// What is done before a database of commit 8e51928 is brought up to date, and when it is not.
@Suite(.onOwnThread) struct UpgradeTests {
    private let directory: TemporaryDirectory
    private var path: String { directory["movie-bag.db"] }
    private var kept: String { directory["movie-bag.db.before-\(Database8e51928.number)"] }
    private let log = Monitor([String]())

    init() throws {
        directory = try TemporaryDirectory()
        try Connection(path: path, mode: .writer).execute(Database8e51928.sql)
    }

    @discardableResult
    private func open(_ policy: UpgradePolicy = .standard) throws -> Database {
        try Database(
            path: path, policy: policy,
            announce: { [log] line in
                log.withLock { $0.append(line) }
                log.notifyAll()
            }
        ) { _ in }
    }

    /// Everything that is in a database: its schema, its numbers, and every column of every row.
    private func content(of path: String) throws -> [String] {
        let connection = try Connection(path: path, mode: .reader)
        func rows(_ sql: String) throws -> [String] {
            var rows: [String] = []
            try connection.prepare(sql).query { row in
                while try row.step() { rows.append(row.text(0)) }
            }
            return rows
        }
        var content = try rows("SELECT name || ifnull(sql, '') FROM sqlite_schema ORDER BY name")
        content += try rows("PRAGMA user_version") + rows("PRAGMA application_id")
        for table in try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
            let columns = try rows("SELECT name FROM pragma_table_info('\(table)')")
            let row = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
            content += try rows("SELECT '\(table) ' || \(row) FROM \(table) ORDER BY 1")
        }
        return content
    }

    private var keptNames: [String] { directory.names.filter { $0.contains(".before-") } }

    @Test func theDatabaseOfBeforeIsKeptAsItWas() throws {
        let before = try content(of: path)
        #expect(before.count == 40)
        chmod(path, 0o640)
        try open().close()
        #expect(try content(of: kept) == before)
        #expect(try content(of: path) != before)
        #expect(keptNames == ["movie-bag.db.before-3"])
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        let lines = log.withLock { $0 }
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix("from schema 3 to schema \(Schema.number): first it is copied to \(kept)"))
    }

    @Test func ofANewDatabaseAndOfOneThatIsUpToDateNothingIsKept() throws {
        let new = directory["new.db"]
        for _ in 1...2 {
            try Database(path: new, announce: { [log] line in log.withLock { $0.append(line) } }) { _ in }.close()
        }
        #expect(keptNames == [])
        #expect(log.withLock(\.count) == 0)
    }

    @Test func oneOfTheSameNumberIsReplacedAndAnOlderOneStays() throws {
        for name in [kept, directory["movie-bag.db.before-2"]] { try Data("older".utf8).write(to: URL(filePath: name)) }
        let before = try content(of: path)
        try open().close()
        #expect(try content(of: kept) == before)
        #expect(try String(contentsOfFile: directory["movie-bag.db.before-2"], encoding: .utf8) == "older")
        #expect(keptNames == ["movie-bag.db.before-2", "movie-bag.db.before-3"])
    }

    @Test func aDatabaseThatCannotBeKeptIsNotUpgraded() throws {
        let before = try content(of: path)
        // A directory can be replaced by no file.
        try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: false)
        let error = #expect(throws: UpgradeError.self) { try open() }
        #expect(error?.description.contains("cannot be kept as \(kept)") == true)
        #expect(try content(of: path) == before)
        #expect(directory.names.allSatisfy { !$0.contains("partial") })
    }

    @Test func aDamagedDatabaseIsNotUpgraded() throws {
        try Connection(path: path, mode: .writer).execute(
            "PRAGMA foreign_keys = OFF; DELETE FROM accounts WHERE email = 'user2@example.org'")
        let error = #expect(throws: UpgradeError.self) { try open() }
        #expect(error?.description.contains("is damaged") == true)
        #expect(try Connection(path: path, mode: .reader).integer("PRAGMA user_version") == 3)
        #expect(keptNames == [])
    }

    @Test func itIsNotUpgradedWhileAnotherProcessHasItOpen() throws {
        let before = try content(of: path)
        let other = try OtherProcess(having: path)
        defer { other.end() }
        let error = #expect(throws: UpgradeError.self) { try open(.upgrade(wait: .milliseconds(200))) }
        #expect(error?.description.contains("systemctl restart movie-bag") == true)
        #expect(log.withLock(\.count) == 1)
        #expect(try content(of: path) == before)
        #expect(keptNames == [])
    }

    @Test func itIsUpgradedWhenTheOthersHaveClosedIt() throws {
        let other = Monitor<OtherProcess?>(try OtherProcess(having: path))
        let thread = try SystemThread(name: "other") { [log] in
            _ = log.wait(timeout: .seconds(20)) { $0.isEmpty ? nil : true }
            other.withLock { $0 = nil }
        }
        try open(.upgrade(wait: .seconds(20))).close()
        thread.join()
        #expect(log.withLock(\.count) == 3)
        #expect(log.withLock { $0[0].contains("waiting for process") })
        #expect(keptNames == ["movie-bag.db.before-3"])
    }

    /// Which migrations have to wait for that.
    @Test func onlyWhatOlderProcessesCannotReadNeedsThemGone() {
        #expect(!Schema.isExclusive(after: Schema.number))
        #expect(Schema.isExclusive(after: 9))
        #expect(Schema.isExclusive(after: Database8e51928.number))
    }

    @Test func aProcessThatJoinsOthersUpgradesOnlyWhenItIsAlone() throws {
        let other = try OtherProcess(having: path)
        #expect(throws: UpgradeError.self) { try open(.join) }
        #expect(log.withLock(\.count) == 0)
        other.end()
        try open(.join).close()
        #expect(keptNames == ["movie-bag.db.before-3"])
        // With an equal schema it joins whoever is there.
        let another = try OtherProcess(having: path)
        try open(.join).close()
        another.end()
    }

    /// A second service waits longer than for any other holder of the lock.
    @Test func anUpgradeByAnotherProcessIsWaitedFor() throws {
        let lock = Monitor(try FileLock(path: path + ".lock"))
        #expect(try lock.withLock { try $0.tryAcquire() })
        let note = try LockNote(path: path + ".lock", "process 1 upgrades the database")
        let error = #expect(throws: UpgradeError.self) { try open(.refuse) }
        #expect(error == .inProgress("process 1 upgrades the database"))
        #expect(SQLiteMaintenance(path: path).upgradeInProgress() == "process 1 upgrades the database")
        let thread = try SystemThread(name: "other") { [log] in
            _ = log.wait(timeout: .seconds(60)) { $0.isEmpty ? nil : true }
            note.end()
            lock.withLock { $0.release() }
        }
        try open().close()
        thread.join()
        #expect(log.withLock { $0.first } == "process 1 upgrades the database: waiting until it has ended")
        #expect(log.withLock(\.count) == 3)
        #expect(LockNote.sentence(in: path + ".lock") == nil)
    }

    /// A process that was killed in the midst has left its sentence, and the lock is free.
    @Test func anUpgradeThatHasEndedIsNotInProgress() throws {
        #expect(SQLiteMaintenance(path: path).upgradeInProgress() == nil)
        #expect(!directory.names.contains("movie-bag.db.lock"), "nothing is made")
        try directory.write("process 1 upgrades the database", to: "movie-bag.db.lock")
        #expect(SQLiteMaintenance(path: path).upgradeInProgress() == nil)
    }

    @Test func aLockThatIsKeptIsNamed() throws {
        let lock = try FileLock(path: path + ".lock")
        #expect(try lock.tryAcquire())
        #expect(throws: UpgradeError.locked(path + ".lock", by: nil)) { try open() }
        lock.release()
    }

    /// What other processes read meanwhile; it is gone in the end.
    @Test func anUpgradeSaysWhatItIs() throws {
        let sentence = Monitor<String?>(nil)
        _ = try Database(
            path: path,
            announce: { [path] line in
                guard line.contains("first it is copied") else { return }
                sentence.withLock { $0 = LockNote.sentence(in: path + ".lock") }
            }
        ) { _ in }
        #expect(
            sentence.withLock { $0 }
                == "process \(getpid()) upgrades the database from schema 3 to schema \(Schema.number)")
        #expect(LockNote.sentence(in: path + ".lock") == nil)
    }

    @Test func acommandDoesNotUpgrade() throws {
        let before = try content(of: path)
        #expect(throws: MigrationError.olderThanProgram(found: 3, known: Schema.number)) { try open(.refuse) }
        #expect(try content(of: path) == before)
    }

    /// Other processes can tell that this one has it open, before and after: no descriptor was closed that took its locks
    /// along.
    @Test func aDatabaseThatWasUpgradedIsLockedLikeAnyOther() throws {
        let database = try open()
        let shell = try #require(popen("sqlite3 '\(path)' 'PRAGMA journal_mode = DELETE' 2>&1", "r"))
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = fread(&bytes, 1, bytes.count, shell)
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        pclose(shell)
        #expect(text.contains("locked"), "\(text)")
        database.close()
    }

    @Test func whatWasKeptIsTheWayBack() throws {
        let before = try content(of: path)
        let database = try open()
        let store = database.makeStore(blockingRegion: UnannouncedBlockingRegion())
        try store.add(Sample.movie(9, owner: 1))
        database.close()
        // What the program of before makes of it when it restores it; it has no migration to run.
        let copy = directory["copy.db"]
        _ = try DatabaseCopy(path: copy).make(from: kept) { _, _ in }
        #expect(try content(of: copy) == before)
        // This program upgrades what it restores.
        let outcome = try Restore(of: path).run(from: kept, keepsSessions: true, replacedAs: "replaced") { _, _ in }
        #expect(outcome.contents.description == "2 accounts, 3 movies, 8 mails in the outbox")
        #expect(try Connection(path: path, mode: .reader).integer("PRAGMA user_version") == Int64(Schema.number))
        #expect(try content(of: kept) == before)
    }
}
