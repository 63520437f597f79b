/// One step in the history of a database's tables. A released step is never edited: a mistake is mended by the next.
package struct Migration: Sendable {
    /// Its place in the history, from 1.
    package let number: Int
    /// What it brings, for messages.
    package let name: String
    /// The statements, run in one transaction; none of them may begin or end one.
    package let sql: StaticString

    /// Describes a step.
    package init(number: Int, name: String, sql: StaticString) {
        self.number = number
        self.name = name
        self.sql = sql
    }
}

/// Why a database cannot be brought up to date.
package enum MigrationError: Error, Equatable {
    /// A later version of the program has changed the tables already.
    case newerThanProgram(found: Int, known: Int)
    /// The tables have not been brought up to date yet, and this was not the place to do it.
    case olderThanProgram(found: Int, known: Int)
    /// The database belongs to another program.
    case foreignDatabase(applicationID: Int32)
    /// A step failed, and changed nothing.
    case failed(number: Int, name: String, SQLiteError)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .newerThanProgram(let found, let known):
            "the database has version \(found), this program knows versions up to \(known): start a newer program"
        case .olderThanProgram(let found, let known):
            "the database has version \(found), this program works with version \(known): start the service once"
        case .foreignDatabase(let applicationID):
            "the database belongs to another program (application_id \(applicationID))"
        case .failed(let number, let name, let error):
            "migration \(number) (\(name)) failed: \(error)"
        }
    }
}
