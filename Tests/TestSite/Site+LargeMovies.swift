extension Site {
    /// Puts movies of the first account straight into the database, each with a cast of so many bytes: larger than the
    /// service takes, as older versions did.
    package func fill(largeMovies count: Int, castBytes: Int) throws {
        let lock = try WriteStop(of: database)
        defer { lock.release() }
        _ = try sqlite(
            """
            PRAGMA wal_autocheckpoint = 0;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
            INSERT INTO movies (id, key, casts, genres, added_by)
            SELECT CAST(printf('e%011d', i) AS BLOB), 'Large ' || i, '["' || printf('%0\(castBytes)d', i) || '"]',
                '["Drama"]', (SELECT id FROM accounts LIMIT 1) FROM n;
            """, readOnly: false)
    }
}
