import MovieBag
import MovieBagConfiguration

/// Whether this program can work with what is in the database.
///
/// Tests: DatabaseCheckTests.swift
struct DatabaseContentCheck {
    let machine: Machine
    let path: String
    /// Judges a database that is there.
    let compatibility: () -> SchemaCompatibility
    /// What a process does that upgrades it just now; `nil` when there is none.
    let upgradeInProgress: () -> String?

    /// Whether the tables can be asked.
    var canBeRead: Bool { machine.status(path)?.kind == .file && compatibility() == .fit }

    var findings: [Finding] {
        guard machine.status(path)?.kind == .file else { return [] }
        guard machine.obstacle(.reading, path) == nil else {
            return [.skipped("database: what is in it, since this user may not read it")]
        }
        return switch compatibility() {
        case .fit:
            [
                .ok(
                    "database: it opens and is of this version (`movie-bag backup FILE` also checks that all of it is whole)"
                )
            ]
        case .older:
            [
                .ok(
                    upgradeInProgress().map { "database: \($0); run this again when that has ended" }
                        ?? """
                        database: it is of an older version; the next start of the service keeps it as \(path).before-N and \
                        brings it up to date
                        """)
            ]
        case .unclosed:
            [
                .ok(
                    """
                    database: it was not closed (its write-ahead log is there, and the index of that is not); the next start of \
                    the service takes the log in
                    """)
            ]
        case .newer:
            [
                .problem(
                    "database: it is of a newer version than this program \(ProgramVersion.text)",
                    fix: "install the newer program again, or restore a backup from before:\nmovie-bag restore FILE")
            ]
        case .foreign:
            [
                .problem(
                    "database: \(path) belongs to another program", fix: "set MOVIE_BAG_DATABASE to another file")
            ]
        case .unreadable(let reason):
            [
                .problem(
                    "database: it cannot be read: \(reason)",
                    fix:
                        "if its rights are good it is damaged; put the latest backup in its place:\nmovie-bag restore FILE"
                )
            ]
        }
    }
}
