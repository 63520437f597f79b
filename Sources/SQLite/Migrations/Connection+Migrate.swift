/// Bringing the tables up to date.
///
/// `PRAGMA user_version` records the number of the latest step and `PRAGMA application_id` whose database it is. Both
/// lie in the file's first page, so they change in the same transaction as the tables.
///
/// Tests: MigrationTests.swift
extension Connection {
    /// Runs the steps that the database does not have yet, in order and in one transaction: when one fails, or the disk is
    /// full, the database is as it was, and the program before can go on with it.
    ///
    /// Several processes may do so at once: what is needed is looked up in the transaction. Call it from the
    /// `prepare` closure of ``GroupCommitWriter``, where the lock between processes is held too.
    ///
    /// - Parameter applicationID: a number other than 0 that marks the databases of this program.
    /// - Throws: ``MigrationError``; `SQLiteError` when there is no transaction to be had.
    package func migrate(_ migrations: [Migration], applicationID: Int32) throws {
        precondition(migrations.map(\.number) == Array(1..<migrations.count + 1), "steps are numbered from 1")
        precondition(applicationID != 0, "0 is what every new database has")
        var step: Migration?
        do {
            try execute("BEGIN IMMEDIATE")
            let found = try version(migrations, applicationID)
            for migration in migrations.dropFirst(found) {
                step = migration
                try execute(migration.sql.description)
            }
            if let step {
                try execute("PRAGMA user_version = \(step.number); PRAGMA application_id = \(applicationID)")
            }
            try execute("COMMIT")
        } catch {
            if isInTransaction { try execute("ROLLBACK") }
            guard let error = error as? SQLiteError, let step else { throw error }
            throw MigrationError.failed(number: step.number, name: step.name, error)
        }
    }

    /// The number of the latest step that the database has had; 0 when it is new. It changes nothing.
    ///
    /// - Throws: ``MigrationError`` for a database of another program, or of a newer version; `SQLiteError`.
    package func latestMigration(of migrations: [Migration], applicationID: Int32) throws -> Int {
        try inOneView { try version(migrations, applicationID) }
    }

    /// Refuses a database that has not had exactly these steps, and changes nothing.
    ///
    /// - Throws: ``MigrationError``, `SQLiteError`.
    package func requireMigrated(_ migrations: [Migration], applicationID: Int32) throws {
        let found = try latestMigration(of: migrations, applicationID: applicationID)
        guard found == migrations.count else {
            throw MigrationError.olderThanProgram(found: found, known: migrations.count)
        }
    }

    /// Refuses a database of another program, and changes nothing. An empty one belongs to no program yet.
    ///
    /// - Throws: ``MigrationError/foreignDatabase(applicationID:)``, `SQLiteError`.
    package func requireOwner(_ applicationID: Int32) throws {
        try inOneView { try checkOwner(applicationID) }
    }

    /// Several reads, which only a transaction makes one view of the file.
    private func inOneView<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN")
        let result = Swift.Result { try body() }
        try execute("ROLLBACK")
        return try result.get()
    }

    /// The number of the latest step that the database has had, provided that it is ours.
    ///
    /// It takes several reads, which only a transaction makes one view of the file.
    private func version(_ migrations: [Migration], _ applicationID: Int32) throws -> Int {
        try checkOwner(applicationID)
        let version = Int(try integer("PRAGMA user_version"))
        guard version <= migrations.count else {
            throw MigrationError.newerThanProgram(found: version, known: migrations.count)
        }
        return version
    }

    private func checkOwner(_ applicationID: Int32) throws {
        let owner = Int32(truncatingIfNeeded: try integer("PRAGMA application_id"))
        guard owner != applicationID else { return }
        let isNew =
            try owner == 0 && integer("PRAGMA user_version") == 0 && integer("SELECT count(*) FROM sqlite_schema") == 0
        guard isNew else { throw MigrationError.foreignDatabase(applicationID: owner) }
    }
}
