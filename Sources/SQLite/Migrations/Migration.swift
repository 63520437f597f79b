/// One step in the history of a database's tables. A released step is never edited: a mistake is corrected by the next.
package struct Migration: Sendable {
    /// Its place in the history, from 1.
    package let number: Int
    /// What it brings, for messages.
    package let name: String
    /// What it means for processes that have the database open.
    package let kind: Kind
    /// The statements, run in a transaction with those of other steps; none of them may begin or end one.
    package let sql: StaticString

    /// Describes a step.
    package init(number: Int, name: String, kind: Kind, sql: StaticString) {
        self.number = number
        self.name = name
        self.kind = kind
        self.sql = sql
    }
}

extension Migration {
    /// What a step means for processes of the program before that have the database open.
    package enum Kind: Sendable {
        /// They can go on: tables, indexes and columns with a default are added, and what there was keeps its meaning.
        case additive
        /// What they read or write is changed or gone: the step runs only when no other process has the database open.
        case exclusive
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
    /// A step failed; neither it nor those before it that were missing changed anything.
    case failed(number: Int, name: String, SQLiteError)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .newerThanProgram(let found, let known):
            "the database has schema \(found), this program knows schemas up to \(known): start a newer program"
        case .olderThanProgram(let found, let known):
            "the database has schema \(found), this program works with schema \(known): start the service once"
        case .foreignDatabase(let applicationID):
            "the database belongs to another program (application_id \(applicationID))"
        case .failed(let number, let name, let error):
            "migration \(number) (\(name)) failed: \(error)"
        }
    }
}
