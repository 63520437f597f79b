import FoundationEssentials
import Testing

@testable import MovieBagSQLite
import TestFiles

@Suite struct RotationTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: directory[name]))
    }

    /// The files by name, with what they hold.
    private func files() throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            files[name] = try String(contentsOfFile: directory[name], encoding: .utf8)
        }
        return files
    }

    private func admit(_ text: String, keep: Int) throws {
        try write("draft", text)
        try Rotation(of: directory["b"], keep: keep).admit(directory["draft"])
    }

    @Test func theNewestComesFirstAndTheOldestGoes() throws {
        for number in 1...5 { try admit("\(number)", keep: 3) }
        #expect(try files() == ["b": "5", "b.1": "4", "b.2": "3"])
    }

    @Test func oneIsReplaced() throws {
        for number in 1...3 { try admit("\(number)", keep: 1) }
        #expect(try files() == ["b": "3"])
    }

    @Test func fewerAreKeptWhenFewerAreAskedFor() throws {
        for number in 1...5 { try admit("\(number)", keep: 5) }
        try admit("6", keep: 2)
        #expect(try files() == ["b": "6", "b.1": "5"])
    }

    @Test func aGapIsFilledAndWhatIsBehindItStays() throws {
        for (name, text) in [("b", "3"), ("b.1", "2"), ("b.3", "0")] { try write(name, text) }
        try admit("4", keep: 4)
        #expect(try files() == ["b": "4", "b.1": "3", "b.2": "2", "b.3": "0"])
    }

    @Test func aDirectoryInTheWayIsRefused() throws {
        try write("b", "1")
        try FileManager.default.createDirectory(atPath: directory["b.1"], withIntermediateDirectories: false)
        #expect(throws: BackupError.noFile(directory["b.1"])) { try admit("2", keep: 3) }
        #expect(try String(contentsOfFile: directory["b"], encoding: .utf8) == "1")
    }
}
