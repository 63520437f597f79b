import MovieBag
import Testing

@testable import Doctor
@testable import MovieBagConfiguration

@Suite struct SecretCheckTests {
    private func findings(
        _ source: SecretSource, _ status: FileStatus? = nil, length: Int? = 43, user: UInt32 = 500
    ) -> [Finding] {
        var machine = Machine.onPaper(user: user, files: status.map { ["/key": $0] } ?? [:])
        machine.keyFile = { path in
            length.map { KeyFileFigures([UInt8](repeating: 0x78, count: $0), path: path) }
        }
        return SecretCheck(
            machine: machine, serviceUser: 500, source: source, lifetimes: TokenLifetimes(access: 600, reset: 60)
        ).findings
    }

    @Test(arguments: [(31, Finding.Grade.problem), (32, .ok)])
    func aTextHasAtLeast32Bytes(length: Int, grade: Finding.Grade) {
        #expect(findings(.text(length: length, .file)).grades == [grade])
    }

    @Test func oneInTheEnvironmentIsWarnedOf() {
        #expect(findings(.text(length: 43, .environment)).grades == [.warning])
        #expect(findings(.text(length: 43, .environment)).has(.warning, "MOVIE_BAG_JWT_SECRET_FILE"))
        #expect(findings(.text(length: 31, .environment)).grades == [.problem])
    }

    @Test func oneBesideADatabaseThatIsUnknownIsNotJudged() throws {
        #expect(SecretSource(try SettingsReader(environment: [:], envFile: nil), database: nil) == .unknown)
        #expect(findings(.unknown).grades == [.skipped])
    }

    @Test func twoAreOneTooMany() {
        #expect(findings(.both).has(.problem, "keep one"))
    }

    @Test func aFileThatIsNamedMustBeThere() {
        #expect(findings(.file("/key")).has(.problem, "(umask 077; openssl rand -base64 32 > /key)"))
    }

    @Test func theFileBesideTheDatabaseIsMadeByTheFirstStart() {
        let found = findings(.beside("/key"))
        #expect(found.grades == [.ok])
        #expect(found[0].sentence.contains("the first start makes /key"))
    }

    @Test(
        arguments: [
            (FileStatus.file(0o600), 43, Finding.Grade.ok, "not open to others"),
            (.file(0o400), 32, .ok, "not open to others"),
            (.file(0o640, owner: 0), 43, .ok, "not open to others"),
            (.file(0o644), 43, .problem, "chmod 600 /key"),
            (.file(0o660), 43, .problem, "chmod 600 /key"),
            (.file(0o602), 43, .problem, "chmod 600 /key"),
            (.file(0o600), 31, .problem, "holds 31 bytes"),
            (.file(0o600), nil, .problem, "sudo chown movie-bag: /key"),
            (.file(0o600, owner: 501), 43, .problem, "belongs to ann"),
            (.directory(0o700), 43, .problem, "is not a file"),
        ] as [(FileStatus, Int?, Finding.Grade, String)])
    func theFileIsJudged(status: FileStatus, length: Int?, grade: Finding.Grade, words: String) {
        for source in [SecretSource.file("/key"), .beside("/key")] {
            let found = findings(source, status, length: length)
            #expect(found.grades == [grade])
            #expect(found.has(grade, words), "\(found)")
        }
    }

    @Test func everythingThatIsWrongWithItIsSaid() {
        #expect(findings(.file("/key"), .file(0o644, owner: 501), length: 5).grades == [.problem, .problem, .problem])
    }
}
