extension Service {
    /// How many requests it has logged whose line says this, such as `GET /api/movies 200`.
    package func requests(_ line: String) throws -> Int {
        try Files.text(log).split(separator: "\n").count { $0.contains(" \(line)") }
    }
}
