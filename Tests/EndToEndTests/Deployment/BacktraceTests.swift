import TestSite
import Testing

extension EndToEndTests {
    /// Swift's runtime prints a backtrace when a program crashes, with registers and the memory that they point to, to what
    /// is a log here.
    @EndToEnd
    @Suite struct BacktraceTests {
        @Test(arguments: [
            ("systemd/movie-bag.service", "Environment=SWIFT_BACKTRACE=enable=no"),
            ("systemd/movie-bag-outbox.service", "Environment=SWIFT_BACKTRACE=enable=no"),
            ("lighttpd/movie-bag-spawn.conf", #""bin-environment" => ( "SWIFT_BACKTRACE" => "enable=no" ),"#),
            ("apache/shared-hosting/movie-bag.fcgi", "export SWIFT_BACKTRACE=enable=no"),
        ])
        func whateverStartsTheProgramTurnsItOff(file: String, line: String) throws {
            let lines = try Files.text("\(Repository.path)/deploy/\(file)").split(separator: "\n").map { text in
                text.drop { $0 == " " }
            }
            #expect(lines.contains(line[...]))
        }

        /// What cron catches it sends by mail.
        @Test func theLinesForCronTurnItOff() throws {
            let lines = try Files.text("\(Repository.path)/deploy/shared-hosting.md").split(separator: "\n")
                .filter { $0.contains(" * * * ") }
            #expect(lines.count == 2)
            #expect(lines.allSatisfy { $0.contains(" * * * SWIFT_BACKTRACE=enable=no ") })
        }
    }
}
