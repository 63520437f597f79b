import SQLite

/// Tests: InvitationMigrationTests.swift
extension Migration {
    /// Who made an invitation, which is no good once that account is no administrator; NULL for the operator. A link of a
    /// sign-up has the name and the invitation that it was asked for with, so that another sign-up with the same address
    /// changes nothing of it; claims have none any more. And an index for dead letters, which are removed after a while.
    static let invitations = Migration(
        number: 13, name: "makers of invitations, what each sign-up asks for, ages of dead letters", kind: .exclusive,
        sql: """
            ALTER TABLE invitations ADD COLUMN made_by BLOB;
            CREATE INDEX invitations_made_by ON invitations (made_by) WHERE made_by IS NOT NULL;
            ALTER TABLE links ADD COLUMN name TEXT;
            ALTER TABLE links ADD COLUMN invitation BLOB;
            CREATE INDEX links_invitation ON links (invitation) WHERE invitation IS NOT NULL;
            UPDATE links SET (name, invitation) = (SELECT name, invitation FROM claims WHERE claims.id = claim)
                WHERE claim IS NOT NULL;
            UPDATE claims SET name = NULL, invitation = NULL;
            CREATE INDEX outbox_dead ON outbox (buried) WHERE buried IS NOT NULL;
            """)
}
