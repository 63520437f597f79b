import FoundationEssentials
import Glibc
import MovieBag
import Testing

@testable import MovieBagConfiguration
import TestFiles

/// Reads templates from an operator's directory and a packaged one, which are made for it.
@Suite struct TemplateFilesTests {
    private let temporary: TemporaryDirectory
    private var root: String { temporary.path }
    private var own: String { "\(root)/own" }
    private var packaged: String { "\(root)/packaged" }

    /// The templates of the repository.
    private static let delivered =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/templates"

    init() throws {
        temporary = try TemporaryDirectory()
        try FileManager.default.copyItem(atPath: Self.delivered, toPath: "\(root)/packaged")
        for path in ["\(root)/own", "\(root)/own/pages", "\(root)/own/email"] { mkdir(path, 0o755) }
    }

    private func write(_ text: String, to name: String, mode: mode_t = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(own)/\(name)"))
        chmod("\(own)/\(name)", mode)
    }

    private func files(_ given: String? = nil) -> TemplateFiles {
        TemplateFiles(given ?? own, packaged: TemplateDirectory(path: packaged))
    }

    @Test func whatIsMissingIsThePackagedOne() throws {
        try write("{{{ url }}} mine", to: "email/reset_password.txt")
        let mine = try files().find("email/reset_password.txt")
        #expect(mine.text == "{{{ url }}} mine" && mine.origin == .own)
        let theirs = try files().find("email/reset_password.html")
        #expect(theirs.origin == .packaged && theirs.path == "\(packaged)/email/reset_password.html")
        rmdir("\(own)/pages")
        #expect(try files().find("pages/error.html").origin == .packaged)
    }

    @Test func aDirectoryThatIsNotThereIsNoReasonToTakeOtherTexts() {
        #expect(throws: TemplateError.self) { try files("\(root)/none").find("pages/error.html") }
        #expect(throws: UntrustedTemplate.self) { try files("/dev/null").find("pages/error.html") }
    }

    @Test func thePackagedOnesAreNobodysOwn() throws {
        #expect(try files("\(packaged)/../packaged").find("pages/error.html").origin == .packaged)
        #expect(files(packaged).own == nil)
    }

    @Test func aProgramWithoutPackagedTemplatesUsesAWholeDirectory() throws {
        let files = TemplateFiles(packaged, packaged: TemplateDirectory(path: "\(root)/none"))
        #expect(try files.find("pages/error.html").origin == .own)
        unlink("\(packaged)/pages/error.html")
        let problem = "is missing in \(packaged) and in \(root)/none"
        #expect(throws: TemplateError("pages/error.html", problem, isMissing: true)) {
            try files.find("pages/error.html")
        }
    }

    @Test(
        arguments: [
            (0o100_644, 0, nil), (0o100_644, 500, nil), (0o100_664, 500, nil), (0o100_600, 500, nil),
            (0o100_646, 500, "may be changed by everybody"), (0o041_777, 0, "may be changed by everybody"),
            (0o100_644, 65_534, "belongs to nobody, and not to root or the user of the service"),
            (0o100_644, 4_000_000, "belongs to #4000000, and not to root or the user of the service"),
        ] as [(UInt32, uid_t, String?)])
    func templatesAreTrustedByOwnerAndMode(mode: UInt32, owner: uid_t, reason: String?) {
        #expect(TemplateDirectory.distrust(mode: mode, owner: owner, user: 500) == reason)
    }

    /// The file, and every directory from the named one on, whether or not the file is there.
    @Test(arguments: ["", "/email", "/email/password_changed.txt"])
    func whatEverybodyMayChangeIsRefused(part: String) throws {
        try write("Hello", to: "email/password_changed.txt")
        #expect(try files().find("email/password_changed.txt").text == "Hello")
        chmod(own + part, part.hasSuffix("txt") ? 0o646 : 0o777)
        #expect(
            throws: UntrustedTemplate(
                name: "email/password_changed.txt", reason: "\(own)\(part) may be changed by everybody")
        ) { try files().find("email/password_changed.txt") }
        if !part.hasSuffix("txt") {
            unlink("\(own)/email/password_changed.txt")
            #expect(throws: UntrustedTemplate.self) { try files().find("email/password_changed.txt") }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"), arguments: ["", "/email", "/email/x.txt"])
    func whatAnotherUserOwnsIsRefused(part: String) throws {
        try write("Hello", to: "email/x.txt")
        chown(own + part, 65_534, 65_534)
        #expect { try files().find("email/x.txt") } throws: { error in
            "\(error)".contains("\(own)\(part) belongs to nobody")
        }
    }

    @Test func theyAreListedWithWhatIsWrong() throws {
        try write("{{{ url }}}", to: "email/reset_password.txt")
        try write("no link", to: "email/reset_password.html")
        try write("{{ unclosed", to: "pages/error.html")
        let inspection = TemplateInspection(files())
        #expect(!inspection.isGood)
        let problems = inspection.entries.filter { $0.problem != nil }.map(\.name)
        #expect(problems == ["email/reset_password.html", "pages/error.html"])
        let own = inspection.entries.filter { $0.found?.origin == .own }.map(\.name)
        #expect(own == ["email/reset_password.txt", "email/reset_password.html", "pages/error.html"])
        let delivered = try FileManager.default.subpathsOfDirectory(atPath: packaged)
            .filter { name in [".txt", ".html", ".css", ".js", ".svg"].contains { name.hasSuffix($0) } }
        #expect(inspection.entries.map(\.name).sorted() == delivered.sorted())
        #expect(TemplateInspection(TemplateFiles(nil, packaged: TemplateDirectory(path: packaged))).isGood)
    }
}
