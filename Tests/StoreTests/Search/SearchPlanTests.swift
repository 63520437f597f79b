import SQLite
import Testing

@Suite("How SQLite goes through documents") struct SearchPlanTests {
    /// Every statement reads one index in its order: a sort would read the whole table for each page.
    @Test(arguments: [
        "WHERE movie > ?1 ORDER BY movie", "WHERE movie < ?1 ORDER BY movie DESC",
        "WHERE (name, movie) > (?1, ?2) AND name < ?3 ORDER BY name, movie",
        "WHERE (name, movie) < (?1, ?2) AND name >= ?3 ORDER BY name DESC, movie DESC",
        "WHERE (year, movie) > (?1, ?2) AND year <= ?3 ORDER BY year, movie",
        "WHERE (year, movie) < (?1, ?2) AND year >= ?3 ORDER BY year DESC, movie DESC",
    ])
    func noPageIsSorted(condition: String) throws {
        let storage = try SQLiteStorage()
        let connection = try Connection(path: storage.path, mode: .reader)
        let plan = try connection.prepare(
            "EXPLAIN QUERY PLAN SELECT movie, name, year, added_by, text FROM documents \(condition)")
        var steps: [String] = []
        try plan.query { row in while try row.step() { steps.append(row.text(3)) } }
        #expect(steps.count == 1 && steps[0].hasPrefix("SEARCH documents USING "), "\(steps)")
        #expect(condition.contains("(name") == steps[0].contains("COVERING INDEX documents_name"), "\(steps)")
        #expect(condition.contains("(year") == steps[0].contains("USING INDEX documents_year"), "\(steps)")
    }

    @Test func labelsOfOneDocumentAreFoundByTheirKeys() throws {
        let storage = try SQLiteStorage()
        let connection = try Connection(path: storage.path, mode: .reader)
        let plan = try connection.prepare(
            """
            EXPLAIN QUERY PLAN UPDATE labels SET movies = movies - 1
            WHERE (kind, key) IN (SELECT kind, key FROM document_labels WHERE movie = ?1)
            """)
        var steps: [String] = []
        try plan.query { row in while try row.step() { steps.append(row.text(3)) } }
        #expect(steps.contains { $0.hasPrefix("SEARCH labels USING PRIMARY KEY") }, "\(steps)")
        #expect(steps.contains { $0.hasPrefix("SEARCH documents USING PRIMARY KEY") }, "\(steps)")
    }
}
