import MovieBag
import MovieBagStorage
import Testing

@testable import Doctor

/// The checks of the database's files, its disk and what is in it.
@Suite struct DatabaseCheckTests {
    private func files(_ files: [String: FileStatus], user: UInt32 = 500) -> [Finding] {
        DatabaseFilesCheck(
            machine: .onPaper(user: user, files: files), serviceUser: 500, path: "/data/db",
            copies: StorageLocation.file("/data/db").maintenance.copiesBeforeUpgrades
        ).findings
    }

    @Test func withoutADirectoryNothingIsJudged() {
        #expect(files([:]).grades == [.skipped])
    }

    @Test func aDatabaseThatIsNotThereIsMadeByTheFirstStart() {
        #expect(files(["/data": .directory(0o700)]).has(.ok, "the first start makes /data/db"))
    }

    @Test(arguments: ["", "-wal", "-shm", ".lock"])
    func eachFileIsJudged(suffix: String) {
        func found(_ status: FileStatus) -> [Finding] {
            var all: [String: FileStatus] = ["/data": .directory(0o700), "/data/db": .file(0o600)]
            all["/data/db\(suffix)"] = status
            return files(all)
        }
        #expect(found(.file(0o600)).grades == [.ok])
        #expect(found(.file(0o600, owner: 0)).has(.problem, "sudo chown movie-bag: /data/db\(suffix)"))
        #expect(found(.file(0o400)).has(.problem, "chmod 600 /data/db\(suffix)"))
        for mode: UInt32 in [0o640, 0o604, 0o666] {
            let judged = found(.file(mode))
            #expect(judged.grades == [.warning])
            #expect(judged.has(.warning, "chmod 600 /data/db\(suffix)"))
        }
    }

    @Test func whatWasKeptBeforeAnUpgradeIsListedAndJudged() {
        func found(_ mode: UInt32) -> [Finding] {
            files(["/data": .directory(0o700), "/data/db": .file(0o600), "/data/db.before-3": .file(mode)])
        }
        #expect(found(0o600).grades == [.ok, .ok])
        #expect(found(0o600).has(.ok, "/data/db.before-3 was kept before an upgrade; remove it when"))
        #expect(found(0o644).grades == [.warning, .ok])
        #expect(found(0o644).has(.warning, "chmod 600 /data/db.before-3"))
    }

    @Test func aFurtherNameIsNoticed() {
        var file = FileStatus.file(0o600)
        file.links = 2
        let found = files(["/data": .directory(0o700), "/data/db": file])
        #expect(found.grades == [.warning])
        #expect(found.has(.warning, "find /data -samefile /data/db"))
    }

    @Test func aUserWithoutANameIsGivenByNumber() {
        let check = DatabaseFilesCheck(
            machine: .onPaper(user: 1234, files: ["/data": .directory(0o700), "/data/db": .file(0o600)]),
            serviceUser: 1234, path: "/data/db", copies: [])
        #expect(check.findings.has(.problem, "sudo chown 1234: /data/db"))
    }

    @Test func aDirectoryThatAnybodyMayFillIsAProblemUnlessItIsSticky() {
        #expect(files(["/data": .directory(0o777), "/data/db": .file(0o600)]).has(.problem, "chmod 700 /data"))
        #expect(files(["/data": .directory(0o1777), "/data/db": .file(0o600)]).grades == [.ok])
    }

    @Test func somethingElseThanAFileIsAProblem() {
        #expect(files(["/data": .directory(0o700), "/data/db": .directory(0o700)]).has(.problem, "is not a file"))
    }

    @Test(
        arguments: [
            (9 << 20, Finding.Grade.problem), (11 << 20, .warning), (99 << 20, .warning), (101 << 20, .ok),
        ] as [(UInt64, Finding.Grade)])
    func littleRoomIsNoticed(free: UInt64, grade: Finding.Grade) {
        var machine = Machine.onPaper(files: ["/data": .directory(0o700)])
        machine.freeBytes = { _ in free }
        let check = DatabaseDiskCheck(machine: machine, path: "/data/db", unsuitableLocation: { nil })
        #expect(check.findings.grades == [grade])
        #expect(check.findings.has(grade, "\(free >> 20) MiB free"))
    }

    @Test func aDiskOfAnotherMachineIsAProblem() {
        let check = DatabaseDiskCheck(
            machine: .onPaper(files: ["/data": .directory(0o700)]), path: "/data/db",
            unsuitableLocation: { "/data/db is on NFS" })
        #expect(check.findings.grades == [.problem])
        #expect(check.findings.has(.problem, "/data/db is on NFS") && check.findings.has(.problem, "df -T"))
    }

    @Test(arguments: [
        (SchemaCompatibility.fit, Finding.Grade.ok, "movie-bag backup"),
        (.older, .ok, "brings it up to date"),
        (.unclosed, .ok, "takes the log in"), (.newer, .problem, "install the newer program"),
        (.foreign, .problem, "another program"),
        (.unreadable("file is not a database"), .problem, "file is not a database"),
    ])
    func itsContentIsJudged(fitness: SchemaCompatibility, grade: Finding.Grade, words: String) {
        let check = DatabaseContentCheck(
            machine: .onPaper(files: ["/data/db": .file(0o600)]), path: "/data/db", compatibility: { fitness },
            upgradeInProgress: { nil })
        #expect(check.findings.grades == [grade])
        #expect(check.findings.has(grade, words))
        #expect(check.canBeRead == (fitness == .fit))
    }

    @Test func anUpgradeThatIsGoingOnIsNotAnnouncedForTheNextStart() {
        let check = DatabaseContentCheck(
            machine: .onPaper(files: ["/data/db": .file(0o600)]), path: "/data/db", compatibility: { .older },
            upgradeInProgress: { "process 4711 upgrades the database from schema 9 to schema 10" })
        #expect(check.findings.grades == [.ok])
        #expect(
            check.findings.has(.ok, "process 4711 upgrades the database from schema 9 to schema 10; run this again"))
        #expect(!check.findings.has(.ok, "next start"))
        #expect(!check.canBeRead)
    }

    @Test func aDatabaseThatMayNotBeReadIsNotCalledDamaged() {
        var machine = Machine.onPaper(files: ["/data/db": .file(0o600, owner: 0)])
        machine.obstacle = { use, _ in use == .reading ? "Permission denied" : nil }
        let check = DatabaseContentCheck(
            machine: machine, path: "/data/db", compatibility: { .unreadable("") }, upgradeInProgress: { nil })
        #expect(check.findings.grades == [.skipped])
    }

    @Test func whereTheDatabaseIsUnknownNothingIsAsked() {
        let unknown = DatabaseExamination(machine: .onPaper(), location: nil, serviceUser: 500)
        #expect(unknown.findings.grades == [.skipped])
        #expect(unknown.mails == nil)
        #expect(unknown.ask { $0.programSchema } == nil)
    }

    @Test func aDatabaseThatIsNotThereHasNoMails() {
        let missing = DatabaseExamination(machine: .onPaper(), location: .file("/data/db"), serviceUser: 500)
        #expect(missing.mails == MailFigures(late: 0, dead: 0))
        #expect(missing.ask { $0.programSchema } == nil)
    }

    @Test func aDatabaseThatIsNotThereHasNoContent() {
        let check = DatabaseContentCheck(
            machine: .onPaper(), path: "/data/db", compatibility: { .foreign }, upgradeInProgress: { nil })
        #expect(check.findings.isEmpty && !check.canBeRead)
    }
}
