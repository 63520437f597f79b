import MovieBag
import SQLite
import TestFiles
import Testing

@testable import MovieBagSQLite

/// What migration 11 makes of accounts, links and mails of commit 8e51928.
@Suite struct AccountMigrationTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try Connection(path: directory["movie-bag.db"], mode: .writer).execute(Database8e51928.sql)
    }

    @Test func accountsAreProvedMembersWithoutAName() throws {
        let store = try Database(path: directory["movie-bag.db"]) { _ in }
            .makeStore(blockingRegion: UnannouncedBlockingRegion())
        for number in 1...2 {
            let profile = try #require(try store.profile(of: AccountID(Sample.objectID(number))))
            #expect(profile.isVerified && !profile.isDisabled && profile.role == .member && profile.name == nil)
            #expect(
                try store.sessions(of: profile.account, after: nil, limit: 9, at: UnixTime(seconds: 0)).allSatisfy {
                    $0.origin == SessionOrigin(client: nil, agent: nil)
                })
        }
    }

    @Test func mailsGoToTheAddressesOfTheirAccounts() throws {
        let path = directory["movie-bag.db"]
        _ = try Database(path: path) { _ in }
        let connection = try Connection(path: path, mode: .reader)
        #expect(try connection.integer("SELECT count(*) FROM outbox WHERE recipient IS NULL AND subject IS NULL") == 8)
        #expect(try connection.integer("SELECT count(*) FROM links WHERE account IS NOT NULL AND address IS NULL") == 5)
        #expect(try connection.integer("SELECT sum(waiting) FROM outbox_queues") == 6)
    }
}
