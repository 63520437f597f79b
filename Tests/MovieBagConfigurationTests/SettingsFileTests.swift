import Cryptography
import FoundationEssentials
import Glibc
import Testing

@testable import MovieBagConfiguration

/// Reads settings files of its own.
@Suite final class SettingsFileTests {
    private let path: String

    init() throws {
        var template = Array("/tmp/movie-bag-settings-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        close(descriptor)
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { unlink(path) }

    private func read(_ bytes: [UInt8]) throws -> SettingsFile {
        try Data(bytes).write(to: URL(filePath: path))
        return try SettingsFile(path: path)
    }

    private func problems(_ bytes: [UInt8]) throws -> [String] {
        do {
            _ = try read(bytes)
            return []
        } catch let error as SettingsError {
            return error.problems.map(\.description)
        }
    }

    /// Files as editors of every system write them.
    @Test(arguments: [
        "MOVIE_BAG_DATABASE=/a\nMOVIE_BAG_PAGE_SIZE=7\n", "MOVIE_BAG_DATABASE=/a\r\nMOVIE_BAG_PAGE_SIZE=7\r\n",
        "\u{feff}MOVIE_BAG_DATABASE=/a\r\nMOVIE_BAG_PAGE_SIZE=7", "MOVIE_BAG_DATABASE=/a\rMOVIE_BAG_PAGE_SIZE=7\r",
        "# comment = no setting\r\n\r\n \t\nMOVIE_BAG_DATABASE=/b\n  MOVIE_BAG_DATABASE = /a \t\n MOVIE_BAG_PAGE_SIZE =7\n\n",
        "\u{feff}\nMOVIE_BAG_PAGE_SIZE=7\n\u{feff}MOVIE_BAG_DATABASE=/a\u{a0}\n#MOVIE_BAG_DATABASE: x",
    ])
    func settingsAreReadWhoeverSavedThem(text: String) throws {
        #expect(try read(Array(text.utf8)).values == ["MOVIE_BAG_DATABASE": "/a", "MOVIE_BAG_PAGE_SIZE": "7"])
    }

    /// What the files of the first version meant, they mean still.
    @Test(arguments: [
        ("A=\"quoted\"", "\"quoted\""), ("A='x y'", "'x y'"), ("A=b=c=", "b=c="),
        ("A=x # no comment", "x # no comment"),
        ("A=", ""), ("A= ", ""), ("A=ü ½", "ü ½"), ("A=$B", "$B"), ("A=1\nA=2", "2"), ("A=x\\", "x\\"),
    ])
    func aValueIsAllThatFollows(text: String, value: String) throws {
        #expect(try read(Array(text.utf8)).values == ["A": value])
    }

    /// What would be taken as it stands, and was not meant so.
    @Test(arguments: [
        ("MOVIE_BAG_DATABASE=\"/a\"", "write MOVIE_BAG_DATABASE=value, without quotes"),
        ("MOVIE_BAG_SENDMAIL='/a b'", "write MOVIE_BAG_SENDMAIL=value, without quotes"),
        ("MOVIE_BAG_JWT_SECRET=\"secret\"", "write MOVIE_BAG_JWT_SECRET=value, without quotes"),
        ("MOVIE_BAG_DATABASE=/a  # on the big disk", "a comment must have a line of its own"),
        ("MOVIE_BAG_DATABASE=/a\t#x", "a comment must have a line of its own"),
        ("MOVIE_BAG_DATABASE=/a\0b", "has a control character in it"), ("MOVIE_BAG_DATABASE=", "has no value"),
    ])
    func aValueOfOursThatIsNotMeantSoIsRefused(text: String, problem: String) throws {
        let problems = try problems(Array(text.utf8))
        #expect(problems.count == 1)
        #expect(problems.first?.contains(problem) == true)
        #expect(problems.first?.contains("secret\"") != true)
    }

    @Test(arguments: ["MOVIE_BAG_DATABASE=/a#b", "MOVIE_BAG_DATABASE=/it's \"here\"", "MOVIE_BAG_TEMPLATES="])
    func allOtherValuesAreFine(text: String) throws {
        #expect(try problems(Array(text.utf8)) == [])
    }

    @Test func settingsOfOtherProgramsMayBeThere() throws {
        #expect(try read(Array("http_proxy=x\n_1=y\nPATH=/bin\n".utf8)).values.count == 3)
    }

    @Test(arguments: [
        ("MOVIE_BAG_DATABASE: hidden", "write MOVIE_BAG_DATABASE=value, with = instead of a colon"),
        ("MOVIE_BAG_DATABASE : hidden=1", "write MOVIE_BAG_DATABASE=value, with = instead of a colon"),
        ("movie_bag_database: hidden", "write MOVIE_BAG_DATABASE=value, with = instead of a colon"),
        ("MOVIE_BAG_DATABASE", "MOVIE_BAG_DATABASE has no value: write MOVIE_BAG_DATABASE=value"),
        ("MOVIE_BAG_DATABASE hidden", "write MOVIE_BAG_DATABASE=value, with an ="),
        ("movie_bag_database=hidden", "names are in capital letters: write MOVIE_BAG_DATABASE=value"),
        ("Movie_Bag_Database=hidden", "names are in capital letters: write MOVIE_BAG_DATABASE=value"),
        ("export MOVIE_BAG_DATABASE=hidden", "write NAME=value, without `export`, which is for a shell"),
        ("set MOVIE_BAG_DATABASE=hidden", "write NAME=value, without `set`, which is for a shell"),
        ("movie_bag_hidden=1", "before its = there is no name"), ("=hidden", "before its = there is no name"),
        ("hid den=1", "before its = there is no name"), ("1HIDDEN=1", "before its = there is no name"),
        ("MOVIE-BAG-HIDDEN=1", "before its = there is no name"),
        ("hidden/rest+of/a+secret", "it is neither NAME=value nor a comment, which begins with #"),
        ("[hidden]", "it is neither NAME=value nor a comment, which begins with #"),
        ("; hidden", "it is neither NAME=value nor a comment, which begins with #"),
    ])
    func aLineThatIsNothingIsRefusedByItsNumber(line: String, sentence: String) throws {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["# settings", "A=1", line, "B=2", ""].joined(separator: end)
            let problems = try problems(Array(text.utf8))
            #expect(problems.count == 1)
            let problem = try #require(problems.first)
            #expect(problem.hasPrefix("\(path), line 3: \(sentence)"), "\(problem)")
            #expect(!problem.lowercased().contains("hidden") && !problem.contains("secret"), "\(problem)")
        }
    }

    @Test func everyBadLineIsNamed() throws {
        let problems = try problems(Array("bad\nA=1\n\nworse\n".utf8))
        #expect(problems.map { $0.contains("line 1:") } == [true, false])
        #expect(problems.map { $0.contains("line 4:") } == [false, true])
    }

    @Test func textThatIsNotUTF8IsRefused() throws {
        #expect(try problems(Array("A=1\nB=".utf8) + [0xff]) == ["\(path), line 2: its value is not UTF-8 text"])
        let utf16: [UInt8] = [0xff, 0xfe] + "A=1\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] }
        #expect(try problems(utf16) == ["\(path) is UTF-16 text; save it as UTF-8"])
    }

    @Test func aFileWithoutEndIsNotRead() {
        #expect(throws: SettingsError.self) { try SettingsFile(path: "/dev/zero") }
        #expect(throws: SettingsError.self) { try SettingsFile(path: "/") }
        #expect(throws: SettingsError.self) { try SettingsFile(path: "/nowhere") }
    }

    @Test func theSecretIsNoText() throws {
        let key = String(repeating: "k", count: 40)
        let file = try read(Array("MOVIE_BAG_JWT_SECRET = \(key) \r\nA=1".utf8))
        #expect(file.values == ["A": "1"])
        #expect(file.secret?.withUnsafeBytes { Array($0) } == Array(key.utf8))
    }

    @Test func aPipeThatNothingComesOutOfIsRefused() throws {
        unlink(path)
        mkfifo(path, 0o600)
        let error = #expect(throws: SettingsError.self) { try SettingsFile(path: self.path) }
        #expect(error?.problems.map(\.kind) == [.unreadableFile])
        #expect(
            error?.problems.map(\.description) == [
                "the settings file \(path) cannot be read: nothing came out of the pipe"
            ])
    }
}
