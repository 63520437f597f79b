extension Site {
    /// Runs a command of the program with the settings of the services.
    package func command(_ arguments: String..., limit: Duration = .seconds(60)) throws -> FinishedProgram {
        try FinishedProgram([Repository.program] + arguments, environment: environment, limit: limit)
    }

    /// Runs a command that has to succeed.
    ///
    /// - Returns: what it printed.
    @discardableResult
    package func succeed(_ arguments: String..., limit: Duration = .seconds(60)) throws -> String {
        let program = try FinishedProgram([Repository.program] + arguments, environment: environment, limit: limit)
        guard program.ending == .status(0) else {
            throw Failure("\(arguments.joined(separator: " ")) ended with \(program.ending): \(program.errors)")
        }
        return program.output
    }
}

extension Site {
    /// Adds movies of the first account straight to the database, while no service writes.
    ///
    /// - Parameter first: the first mail of their ids, of which "f" comes last.
    package func fill(movies count: Int, first: Character = "f") throws {
        let lock = try WriteStop(of: database)
        defer { lock.release() }
        _ = try sqlite(
            """
            PRAGMA wal_autocheckpoint = 0;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
            INSERT INTO movies (id, key, casts, genres, added_by)
            SELECT CAST(printf('\(first)%011d', i) AS BLOB), 'Filler ' || i, '["Ann","Bob","Cleo"]', '["Drama"]',
                (SELECT id FROM accounts LIMIT 1) FROM n;
            """, readOnly: false)
    }
}
