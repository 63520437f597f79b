@testable import SQLite

extension Connection {
    /// The first column of every row.
    func texts(_ sql: String) throws -> [String] {
        try prepare(sql).query { row in
            var texts: [String] = []
            while try row.step() { texts.append(row.text(0)) }
            return texts
        }
    }

    /// Adds a name to the table that the writer's tests use.
    func add(_ name: String) throws {
        let insert = try statement("INSERT INTO film (name) VALUES (?)")
        try insert.bind(1, text: name)
        try insert.run()
    }

    func makeFilmTable() throws {
        try execute("CREATE TABLE IF NOT EXISTS film (name TEXT NOT NULL UNIQUE) STRICT")
    }

    /// What the table holds, in order of name.
    func films() throws -> [String] { try texts("SELECT name FROM film ORDER BY name") }
}
