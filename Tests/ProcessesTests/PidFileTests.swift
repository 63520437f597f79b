import FoundationEssentials
import Glibc
import Testing

@testable import Processes
import TestFiles

@Suite struct PidFileTests {
    private let temporary: TemporaryDirectory
    private var directory: String { temporary.path }
    private var path: String { "\(directory)/pid" }

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }
    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] }

    @Test func itHoldsTheNumberOfTheProcessUntilItIsRemoved() throws {
        let file = try PidFile(path, replacesLive: false)
        try file.publish()
        #expect(text == "\(getpid())\n")
        #expect(names == ["pid"])
        file.remove()
        #expect(names == [])
    }

    @Test(arguments: ["", "12345\n", "99"])
    func oneThatACrashLeftIsReplaced(_ old: String) throws {
        try Data(old.utf8).write(to: URL(filePath: path))
        let file = try PidFile(path, replacesLive: false)
        try file.publish()
        #expect(text == "\(getpid())\n")
        file.remove()
    }

    @Test(arguments: ["precious", "12 monkeys\n", String(repeating: "1", count: 60)])
    func aFileThatHoldsSomethingElseIsLeftAlone(_ contents: String) throws {
        try Data(contents.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: StartupError.self) { try PidFile(self.path, replacesLive: true) }
        #expect(error?.description.contains("holds no process number") == true)
        #expect(text == contents)
        #expect(names == ["pid"])
    }

    @Test func aLinkIsNotFollowed() throws {
        try Data().write(to: URL(filePath: "\(directory)/other"))
        symlink("\(directory)/other", path)
        #expect(throws: StartupError.self) { try PidFile(self.path, replacesLive: true) }
        #expect(names.sorted() == ["other", "pid"])
    }

    @Test func thatOfAProcessWhichRunsIsOnlyReplacedByItsSuccessor() throws {
        let first = try PidFile(path, replacesLive: false)
        try first.publish()
        let error = #expect(throws: StartupError.self) { try PidFile(self.path, replacesLive: false) }
        #expect(error?.description.contains("is that of process \(getpid()), which runs") == true)
        let second = try PidFile(path, replacesLive: true)
        #expect(text == "\(getpid())\n")
        try second.publish()
        first.remove()
        #expect(text == "\(getpid())\n", "the successor's file stays")
        second.remove()
        #expect(names == [])
    }

    @Test func whereItCannotBeWrittenItSaysWhy() throws {
        let error = #expect(throws: StartupError.self) { try PidFile("/nonexistent/pid", replacesLive: false) }
        #expect(error?.description == "--pid-file /nonexistent/pid cannot be written: No such file or directory")
    }

    /// A process that cannot serve after all leaves the file of the one that runs.
    @Test func untilItIsPublishedNothingIsReplaced() throws {
        try Data("12345\n".utf8).write(to: URL(filePath: path))
        let file = try PidFile(path, replacesLive: true)
        #expect(text == "12345\n")
        file.remove()
        #expect(text == "12345\n")
        #expect(names == ["pid"])
    }
}
