import FoundationEssentials
import TestFiles

extension TemporaryDirectory {
    /// Where the tests keep their database.
    var database: String { self["movies.db"] }

    /// The bytes of all files in the directory, one after the other.
    func everyByte() throws -> [UInt8] {
        try names.flatMap { [UInt8](try Data(contentsOf: URL(filePath: self[$0]))) }
    }
}
