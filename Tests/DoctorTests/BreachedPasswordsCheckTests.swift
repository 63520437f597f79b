import Cryptography
import Glibc
import TestFiles
import Testing

@testable import Doctor

@Suite struct BreachedPasswordsCheckTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private static let first = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n"
    private static let second = "6BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n"

    private func findings(_ file: SortedHashFile?, _ status: FileStatus, user: UInt32 = 0) -> [Finding] {
        let files = file.map { [$0.path: status] } ?? [:]
        return BreachedPasswordsCheck(
            machine: .onPaper(user: user, files: files), serviceUser: 500, file: file
        ).findings
    }

    @Test func withoutAFileThereIsNothingToSay() {
        #expect(findings(nil, .file(0o644)) == [])
    }

    @Test(arguments: [FileStatus.file(0o400), .file(0o640, owner: 0), .file(0o604, owner: 0, group: 0)])
    func oneThatTheServiceMayReadIsFine(status: FileStatus) throws {
        let file = try SortedHashFile(path: directory.write(Self.first + Self.second, to: "hashes"))
        #expect(findings(file, status).grades == [.ok])
    }

    @Test(arguments: [FileStatus.file(0o077), .file(0o607, owner: 0), .file(0o660, owner: 0, group: 0)])
    func oneThatOnlyOthersMayReadIsAProblem(status: FileStatus) throws {
        let file = try SortedHashFile(path: directory.write(Self.first, to: "hashes"))
        let found = findings(file, status)
        #expect(found.has(.problem, "movie-bag may not read \(file.path), so the service does not start"))
        #expect(found.has(.problem, "chmod a+r \(file.path)"))
    }

    @Test func oneThatIsNotInOrderAnyMoreIsAProblem() throws {
        let file = try SortedHashFile(path: directory.write(Self.first + Self.second, to: "hashes"))
        // Into the same file, as a careless update does.
        let descriptor = open(file.path, O_WRONLY)
        let text = Self.second + Self.first
        #expect(write(descriptor, text, text.utf8.count) == text.utf8.count && close(descriptor) == 0)
        let found = findings(file, .file(0o644))
        #expect(found.has(.problem, "is not sorted by hash"))
        #expect(found.has(.problem, "download it again, ordered by hash, and reload the service"))
    }
}
