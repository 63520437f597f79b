import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag doctor` looks and touches nothing.
    @EndToEnd
    @Suite struct DoctorTraceTests {
        private enum State: CaseIterable {
            case live, crashed, stopped, new
        }

        @Test(arguments: State.allCases) private func nothingOnTheDiskChanges(state: State) throws {
            let site = try Site()
            try site.signUp("ann@example.org")
            switch state {
            case .live: break
            case .crashed: try site.service.crash()
            case .stopped: try site.service.stop()
            case .new:
                try site.service.stop()
                for name in try Files.names(in: site.directory["data"]) { unlink(site.directory["data/\(name)"]) }
            }
            let before = try snapshot(site.directory["data"])
            let report = try DoctorReport(
                [Repository.program, "doctor", "--listen", "unix:\(site.directory["data/new.sock"])"],
                environment: site.environment)
            #expect(report.program.ending == .status(0), "\(report.program.output)")
            #expect(try snapshot(site.directory["data"]) == before)
            #expect(before.isEmpty == (state == .new))
        }

        @Test func neitherKeyNorTokenIsPrinted() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let key = try Files.text("\(site.database).secret").split(separator: "\n")[0]
            let report = try DoctorReport(
                [Repository.program, "doctor", "--url", site.url], environment: site.environment)
            let said = report.program.output + report.program.errors
            #expect(said.contains("\(site.database).secret"))
            #expect(!said.contains(key) && !said.contains(token))
        }

        /// The name, size and times of each file, to the nanosecond.
        private func snapshot(_ directory: String) throws -> [String] {
            try Files.names(in: directory).map { name in
                var status = stat()
                guard lstat("\(directory)/\(name)", &status) == 0 else { throw Failure.system("lstat \(name)") }
                let time = status.st_mtim
                return "\(name) \(status.st_ino) \(status.st_mode) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
            }
        }
    }
}
