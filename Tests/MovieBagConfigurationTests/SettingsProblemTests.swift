import Glibc
import TestFiles
import Testing

@testable import MovieBagConfiguration

@Suite struct SettingsProblemTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func theSentenceStandsBehindTheNameOfTheSetting() {
        #expect(SettingsProblem(.pageSize, "must be").description == "MOVIE_BAG_PAGE_SIZE: must be")
        #expect(SettingsProblem(nil, kind: .line, "/etc/env, line 3: no").description == "/etc/env, line 3: no")
    }

    private func kinds(_ environment: [String: String], envFile: String? = nil) throws -> [SettingsProblem.Kind] {
        try SettingsReader(environment: environment, envFile: envFile).problems.map(\.kind)
    }

    @Test func eachProblemOfAReaderSaysOfWhichKindItIs() throws {
        #expect(try kinds(["MOVIE_BAG_TYPO": "1"]) == [.unknownName])
        #expect(try kinds(["MOVIE_BAG_DATABASE": "postgres://host"]) == [.value])
        let file = try directory.write("MOVIE_BAG_JWT_SECRET=thirty-two bytes that sign tokens\n", to: "env")
        #expect(chmod(file, 0o604) == 0)
        #expect(try kinds([:], envFile: file) == [.secretOpenToOthers])
        var reader = try SettingsReader(environment: [:], envFile: nil)
        _ = ListenSettings(&reader, listen: "nowhere", threads: nil, replacesLive: false)
        #expect(reader.problems.map(\.kind) == [.listenOption] && reader.problems[0].name == nil)
    }

    @Test func aFileThatIsNoneHasKindsToo() throws {
        let file = try directory.write("MOVIE_BAG_PAGE_SIZE\n", to: "env")
        let line = #expect(throws: SettingsError.self) { try SettingsFile(path: file) }
        #expect(line?.problems.map(\.kind) == [.line])
        let nothing = directory["nothing"]
        let missing = #expect(throws: SettingsError.self) { try SettingsFile(path: nothing) }
        #expect(missing?.problems.map(\.kind) == [.unreadableFile])
    }

    @Test func templatesThatOthersMayChangeAreNotTakenForMissingOnes() throws {
        #expect(mkdir(directory["own"], 0o755) == 0 && chmod(directory["own"], 0o757) == 0)
        var reader = try SettingsReader(environment: [:], envFile: nil)
        let packaged = TemplateDirectory(path: directory["none"])
        #expect(Templates(TemplateFiles(directory["own"], packaged: packaged), &reader) == nil)
        #expect(Set(reader.problems.map(\.kind)) == [.untrustedTemplates])
        #expect(reader.problems.allSatisfy { $0.name == .templates })
    }
}
