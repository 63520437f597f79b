import FoundationEssentials
import Glibc
import TestFiles
import Testing

@testable import Cryptography

@Suite struct SortedHashFileTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func passwordsAreFoundExactlyAsTheyAre() throws {
        let list = HashList(count: 2000)
        let file = try SortedHashFile(path: directory.write(list.text, to: "hashes"))
        #expect(file.size == list.bytes.count)
        for word in list.words.prefix(500) { #expect(try file.contains(Array(word.utf8))) }
        for word in ["Word 1", "word 1 ", "word 2000", ""] { #expect(try !file.contains(Array(word.utf8))) }
    }

    @Test func whatIsNoSuchFileIsRefused() throws {
        #expect(throws: SortedHashError.unreadable("No such file or directory")) {
            try SortedHashFile(path: directory["nothing"])
        }
        #expect(throws: SortedHashError.notAFile) { try SortedHashFile(path: directory.path) }
        #expect(throws: SortedHashError.empty) { try SortedHashFile(path: directory.write("", to: "empty")) }
        #expect(throws: SortedHashError.malformed(at: 0)) {
            try SortedHashFile(path: directory.write("correct horse\n", to: "words"))
        }
        let reversed = HashList(count: 100).lines.reversed().joined()
        #expect(throws: SortedHashError.self) { try SortedHashFile(path: directory.write(reversed, to: "reversed")) }
    }

    /// One that no one writes to must not hold up a start.
    @Test(.timeLimit(.minutes(1))) func aPipeIsRefusedAtOnce() throws {
        try #require(mkfifo(directory["pipe"], 0o600) == 0)
        #expect(throws: SortedHashError.notAFile) { try SortedHashFile(path: directory["pipe"]) }
    }

    @Test func aFileThatIsCutOffLaterIsAnErrorAndNotTheEndOfTheProcess() throws {
        let file = try SortedHashFile(path: directory.write(HashList(count: 2000).text, to: "hashes"))
        #expect(truncate(directory["hashes"], 100) == 0)
        #expect(throws: SortedHashError.unreadable("it has become shorter")) { try file.contains(Array("word 1".utf8)) }
        #expect(throws: SortedHashError.self) { try file.check(places: 4) }
    }

    @Test func aFileThatIsReplacedGoesOnBeingUsed() throws {
        let file = try SortedHashFile(path: directory.write(HashList(count: 2000).text, to: "hashes"))
        try directory.write(HashList(count: 1).text, to: "others")
        #expect(rename(directory["others"], directory["hashes"]) == 0)
        #expect(try file.contains(Array("word 1999".utf8)))
    }

    @Test func itIsClosedInTheEnd() throws {
        let path = try directory.write(HashList(count: 10).text, to: "hashes")
        func isOpen() throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").contains { number in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == path
            }
        }
        var file: SortedHashFile? = try SortedHashFile(path: path)
        #expect(try isOpen() && file != nil)
        file = nil
        #expect(try !isOpen())
        try directory.write("nonsense\n", to: "hashes")
        #expect(throws: SortedHashError.self) { try SortedHashFile(path: path) }
        #expect(try !isOpen())
    }
}
