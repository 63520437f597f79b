import ArgumentParser
import MovieBag
import MovieBagStorage

/// `movie-bag schema`: whether a reload is enough after an upgrade of the program.
///
/// Tests: SchemaCommandTests.swift
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Compare the schema of the database with the one that this program needs.",
        discussion: """
            Prints both numbers and what follows from them. Processes with different schemas cannot serve side by side: where the numbers differ, \
            restart the service instead of reloading it. It changes nothing, and works while the service runs. Exit status: \
            0 when they are equal or there is no database yet, 1 when they differ or the database cannot be read.
            """)

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let location = try await settings.database()
        let maintenance = location.maintenance
        let found: Int?
        do {
            found = try maintenance.schema()
        } catch {
            throw CommandFailure.of("\(location): \(error)")
        }
        let needed = maintenance.programSchema
        print("database \(found.map(String.init) ?? "none")\nprogram \(needed)")
        guard let found else { return print("the service makes the database at its first start") }
        guard found != needed else { return print("equal: after an upgrade of the program, a reload is enough") }
        throw CommandFailure.of(
            found < needed
                ? "the database has schema \(found) and this program needs \(needed): restart the service, a reload is not enough"
                : "the database has schema \(found) and this program knows schemas up to \(needed): install the newer program"
        )
    }
}
