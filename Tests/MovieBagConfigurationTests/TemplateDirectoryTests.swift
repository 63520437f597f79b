import FoundationEssentials
import Glibc
import MovieBag
import Testing

@testable import MovieBagConfiguration
import TestFiles

/// Looks for templates in directories of its own.
@Suite struct TemplateDirectoryTests {
    private let temporary: TemporaryDirectory
    private var root: String { temporary.path }

    init() throws {
        temporary = try TemporaryDirectory()
        try make("bin")
    }

    private func make(_ directory: String) throws {
        try FileManager.default.createDirectory(atPath: "\(root)/\(directory)", withIntermediateDirectories: true)
    }

    private var found: String { TemplateDirectory.ofProgram("\(root)/bin/movie-bag") }

    @Test func aPackageHasItsTemplatesUnderShare() throws {
        try make("share/movie-bag/templates")
        #expect(found == "\(root)/bin/../share/movie-bag/templates")
    }

    @Test func templatesBesideTheProgramComeFirst() throws {
        try make("share/movie-bag/templates")
        try make("bin/templates")
        #expect(found == "\(root)/bin/templates")
    }

    @Test func whenThereAreNoneTheErrorWillNameThePlaceBesideTheProgram() {
        #expect(found == "\(root)/bin/templates")
    }

    @Test func aFIFOAndALinkThatLeadsNowhereAreRefusedAtOnce() throws {
        let directory = TemplateDirectory(path: root)
        mkfifo("\(root)/fifo.txt", 0o644)
        symlink("\(root)/nothing", "\(root)/link.txt")
        #expect(throws: TemplateError("fifo.txt", "in \(root) is not a file")) { try directory.text(of: "fifo.txt") }
        #expect(throws: TemplateError("link.txt", "in \(root) is a symbolic link that leads nowhere")) {
            try directory.text(of: "link.txt")
        }
        #expect(try directory.text(of: "missing.txt") == nil)
    }

    /// The kernel says so of a program that was replaced on the disk while it runs (proc(5)).
    @Test func aProgramThatWasReplacedStillKnowsItsDirectory() throws {
        try make("bin/templates")
        #expect(
            TemplateDirectory.ofProgram("\(root)/bin/movie-bag (deleted)") == "\(root)/bin/templates")
    }
}
