/// Whether this program can work with what is in a storage.
///
/// Tests: DatabaseInspectionTests.swift
package enum SchemaCompatibility: Sendable, Equatable {
    /// Its tables are those of this program.
    case fit
    /// Its tables are older; the next start of the service brings them up to date.
    case older
    /// Its tables are newer than this program.
    case newer
    /// It belongs to another program.
    case foreign
    /// It has a write-ahead log without its index, as after a copy of both files or a loss of power. Its tables are not
    /// newer than this program's; more can be told once the service has opened it.
    case unclosed
    /// It cannot be read, for this reason.
    case unreadable(String)
}
