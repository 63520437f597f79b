import FoundationEssentials
import Mail
import MovieBag
import SQLite
import TestFiles
import Testing

@testable import MovieBagSQLite

@Suite("Accounts that a restore brings back")
struct RevivedAccountTests {
    private let directory: TemporaryDirectory
    private var database: String { directory["movie-bag.db"] }
    private var backup: String { directory["backup"] }

    init() throws {
        directory = try TemporaryDirectory()
        // 1 and 2 are administrators, 5 is disabled before the backup is made.
        try open { store in
            for number in 1...5 { try store.add(Sample.account(number)) }
            for number in 1...2 {
                try store.change(id(number), to: AccountChange(role: .administrator), by: nil, at: Sample.now)
            }
            try store.change(id(5), to: AccountChange(isDisabled: true), by: nil, at: Sample.now)
            try store.add(
                APIToken(
                    id: APITokenID(Sample.objectID(1)), account: id(1), name: DisplayName(stored: "x"), scope: .read,
                    opened: Sample.now, used: Sample.now, expires: Sample.now + .seconds(1000)),
                TokenFingerprint(tokenID: "t"))
            try store.add(
                Invitation(
                    id: InvitationID(Sample.objectID(1)), email: nil, role: .member,
                    expires: Sample.now + .seconds(1000)),
                TokenFingerprint(tokenID: "i"), by: nil, mail: nil)
        }
        _ = try Backup(of: database).write(to: backup, keep: nil) { _, _ in }
    }

    private func id(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }

    private func open(_ body: (any Store) throws -> Void) throws {
        let database = try Database(path: database) { _ in }
        defer { database.close() }
        try body(database.makeStore(blockingRegion: UnannouncedBlockingRegion()))
    }

    private func restore(keepsSessions: Bool = false) throws -> RestoreOutcome {
        try Restore(of: database).run(from: backup, keepsSessions: keepsSessions, replacedAs: "before") { _, _ in }
    }

    private func revived(_ number: Int, _ loss: RevivedAccount.Loss) throws -> RevivedAccount {
        RevivedAccount(email: try Sample.account(number).email, loss: loss)
    }

    @Test func thoseThatLostSomethingSinceAreNamed() throws {
        try open { store in
            try store.change(id(2), to: AccountChange(role: .member), by: nil, at: Sample.now)
            try store.change(id(3), to: AccountChange(isDisabled: true), by: nil, at: Sample.now)
        }
        // As a deletion leaves it: an id without data.
        try Connection(path: database, mode: .writer)
            .execute("UPDATE accounts SET deleted = 1, email = 'gone' WHERE email = 'user4@example.org'")
        #expect(try restore().revived == [revived(2, .demoted), revived(3, .disabled), revived(4, .deleted)])
    }

    @Test func noneIsNamedWhereNothingWasLost() throws {
        try open { store in
            try store.change(id(3), to: AccountChange(role: .administrator), by: nil, at: Sample.now)
            try store.change(id(5), to: AccountChange(isDisabled: false), by: nil, at: Sample.now)
            try store.add(Sample.account(9))
            try store.change(id(9), to: AccountChange(isDisabled: true), by: nil, at: Sample.now)
        }
        #expect(try restore().revived == [])
    }

    @Test func aDatabaseThatCannotBeReadTellsNothing() throws {
        try Data("no database".utf8).write(to: URL(filePath: database))
        #expect(try restore().revived == nil)
    }

    @Test func apiTokensAndInvitationsAreOverUnlessTheyAreAskedFor() throws {
        func counts() throws -> [Int64] {
            let connection = try Connection(path: database, mode: .reader)
            return [
                try connection.integer("SELECT count(*) FROM api_tokens"),
                try connection.integer("SELECT count(*) FROM invitations"),
            ]
        }
        _ = try restore()
        #expect(try counts() == [0, 0])
        try FileManager.default.removeItem(atPath: database + ".before")
        _ = try restore(keepsSessions: true)
        #expect(try counts() == [1, 1])
    }
}
