import MovieBag
import SQLite
import TestFiles
import Testing

@testable import MovieBagSQLite

/// What migration 13 makes of sign-ups that wait for a proof.
@Suite struct InvitationMigrationTests {
    @Test func linksTakeOverWhatTheirClaimsAskFor() throws {
        let directory = try TemporaryDirectory()
        let path = directory["movie-bag.db"]
        try Database(path: path) { _ in }.close()
        do {
            let connection = try Connection(path: path, mode: .writer)
            try connection.execute(
                """
                \(OlderSchema.twelve)
                INSERT INTO invitations (id, fingerprint, role, expires)
                    VALUES (CAST('invitation 1' AS BLOB), zeroblob(32), 'administrator', 9000000000);
                INSERT INTO claims (id, email, name, invitation, expires)
                    VALUES (CAST('claim number' AS BLOB), 'ann@example.org', 'Ann', CAST('invitation 1' AS BLOB), 9000000000);
                INSERT INTO links (fingerprint, purpose, claim, issued, expires)
                    VALUES (CAST('a fingerprint of thirty-two byte' AS BLOB), 'verify', CAST('claim number' AS BLOB),
                        1, 9000000000);
                """)
        }
        try Database(path: path) { _ in }.close()
        let connection = try Connection(path: path, mode: .reader)
        #expect(
            try connection.integer(
                "SELECT count(*) FROM links WHERE name = 'Ann' AND invitation = CAST('invitation 1' AS BLOB)") == 1)
        #expect(
            try connection.integer("SELECT count(*) FROM claims WHERE name IS NULL AND invitation IS NULL") == 1)
        #expect(try connection.integer("SELECT count(*) FROM invitations WHERE made_by IS NULL") == 1)
    }
}
