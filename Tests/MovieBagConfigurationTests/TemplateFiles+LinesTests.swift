import FoundationEssentials
import Glibc
import MovieBag
import Testing

@testable import MovieBagConfiguration
import TestFiles

/// Files of lines in an operator's directory, of which the packaged one has more, and texts of other languages.
@Suite struct TemplateFilesLinesTests {
    private let temporary: TemporaryDirectory
    private var root: String { temporary.path }
    private var own: String { "\(root)/own" }

    /// The templates of the repository.
    private static let delivered =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/templates"

    init() throws {
        temporary = try TemporaryDirectory()
        for path in ["own", "own/messages", "own/email", "own/email/de", "packaged", "packaged/messages"] {
            mkdir("\(root)/\(path)", 0o755)
        }
        try write(
            "a = A\nb = B\nfound.one = {count} film\nfound.other = {count} films\n", to: "packaged/messages/en.txt")
        try write("a = Ah\nb = Beh\n", to: "packaged/messages/ar.txt")
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)"))
        chmod("\(root)/\(name)", 0o644)
    }

    private func files(packaged: String? = nil) -> TemplateFiles {
        TemplateFiles(own, packaged: TemplateDirectory(path: packaged ?? "\(root)/packaged"))
    }

    @Test func aLineThatIsMissingIsThePackagedOneOfTheLanguage() throws {
        try write("# mine\nb = Bah", to: "own/messages/ar.txt")
        let found = try files().find("messages/ar.txt")
        #expect(found.origin == .own && found.path == "\(own)/messages/ar.txt")
        #expect(try NamedTexts("", source: found.text).texts == ["a": "Ah", "b": "Bah"])
        #expect(found.text == "# mine\nb = Bah\na = Ah")
        #expect(try files().find("messages/en.txt").origin == .packaged)
    }

    /// Who reads it says what is wrong, by the number of the line.
    @Test(arguments: ["a = 1\nb", "a = 1\na = 2"]) func whatIsNoFileOfLinesStaysAsItIs(text: String) throws {
        try write(text, to: "own/messages/ar.txt")
        #expect(try files().find("messages/ar.txt").text == text)
        #expect(try files().nameDifference(of: "messages/ar.txt") == nil)
    }

    @Test func aProgramWithoutPackagedFilesAddsNothing() throws {
        try write("b = B", to: "own/messages/ar.txt")
        let files = files(packaged: "\(root)/none")
        #expect(try files.find("messages/ar.txt").text == "b = B")
        #expect(try files.nameDifference(of: "messages/ar.txt") == nil)
    }

    /// A name that only English has is known, and so is each plural form of what is counted there.
    @Test func namesThatAreMissingOrUnknownAreTold() throws {
        try write("b = B\nbb = B\nfound.few = x\nlost.few = x\nfound.some = x", to: "own/messages/ar.txt")
        let difference = try #require(try files().nameDifference(of: "messages/ar.txt"))
        #expect(difference.missing == ["a"])
        #expect(difference.unknown == ["bb", "found.some", "lost.few"])
        try write("a = A", to: "own/messages/en.txt")
        #expect(try files().nameDifference(of: "messages/en.txt")?.missing == ["b", "found.one", "found.other"])
        #expect(try files().nameDifference(of: "pages/error.html") == nil)
    }

    @Test func aListOfTemplatesTellsThem() throws {
        try write("hours.one = eine Stunde\nhour.one = 1 Stunde", to: "own/email/de/words.txt")
        let inspection = TemplateInspection(files(packaged: Self.delivered))
        #expect(inspection.isGood)
        let words = try #require(inspection.entries.first { $0.name == "email/de/words.txt" })
        #expect(words.found?.origin == .own && words.names?.unknown == ["hour.one"])
        #expect(words.names?.missing.contains("hours.other") == true)
        #expect(words.names?.missing.contains("hours.one") == false)
        let packaged = try #require(inspection.entries.first { $0.name == "email/ar/words.txt" })
        #expect(packaged.found?.origin == .packaged && packaged.names == nil)
        try write("hours.one", to: "own/email/de/words.txt")
        let bad = TemplateInspection(files(packaged: Self.delivered)).entries.filter { $0.problem != nil }
        #expect(bad.map(\.problem) == ["template email/de/words.txt has no = in line 1"])
    }

    /// Such as the templates of an older version that are complete, beside a program that was just built.
    @Test func whereALanguageIsMissingEnglishServes() throws {
        let whole = "\(root)/whole"
        try FileManager.default.copyItem(atPath: Self.delivered, toPath: whole)
        for name in ["email/de", "email/ar", "email/words.txt"] {
            try FileManager.default.removeItem(atPath: "\(whole)/\(name)")
        }
        let inspection = TemplateInspection(TemplateFiles(whole, packaged: TemplateDirectory(path: "\(root)/none")))
        #expect(inspection.isGood)
        let missing = inspection.entries.filter { $0.found == nil }.map(\.name)
        #expect(missing.count == 2 * (MailKind.allCases.count * 2 + 1) + 1)
        #expect(
            missing.allSatisfy { $0.hasPrefix("email/de/") || $0.hasPrefix("email/ar/") || $0 == "email/words.txt" })
    }

    /// Also that which is between the directory that is named and that of the file.
    @Test(arguments: ["", "/email", "/email/de", "/email/de/words.txt"])
    func whatEverybodyMayChangeIsRefusedInAFolderOfALanguage(part: String) throws {
        try write("hours.one = eine Stunde", to: "own/email/de/words.txt")
        chmod(own + part, part.hasSuffix("txt") ? 0o646 : 0o777)
        let reason = "\(own)\(part) may be changed by everybody"
        #expect(throws: UntrustedTemplate(name: "email/de/words.txt", reason: reason)) {
            try files().find("email/de/words.txt")
        }
    }
}
