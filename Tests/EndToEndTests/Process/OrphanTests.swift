import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// As process 1 of a container it gets the children of programs that have ended.
    @EndToEnd
    @Suite(.enabled(if: geteuid() == 0, "making a namespace is the superuser's")) struct OrphanTests {
        @Test(arguments: [[], ["--processes", "1"]])
        func theyAreCollectedAndMailsAreStillDelivered(_ arguments: [String]) throws {
            let directory = try TemporaryDirectory()
            // What it leaves behind ends later than itself, in a session of its own or not.
            try Files.write(
                """
                #!/bin/sh
                cat > \(directory["mail"]).$$
                sleep 0.3 > /dev/null 2>&1 &
                setsid sleep 0.3 > /dev/null 2>&1 &
                exit 0
                """, to: directory["sendmail"], mode: 0o755)
            let site = try Site(
                settings: ["MOVIE_BAG_SENDMAIL": directory["sendmail"]], arguments: arguments,
                launcher: ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"])
            let first = try #require(try ChildProcesses.of(site.service.pid).first)
            try site.signUp("ann@example.org")
            for round in 1...3 {
                _ = try site.client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#)
                try wait(for: "a mail") {
                    try Files.text(site.service.log).matches(of: #/ delivered, /#).count == round
                }
            }
            #expect(try site.sqlite("SELECT count(*) FROM outbox") == "0")
            try wait(for: "all orphans to be collected") {
                try ChildProcesses.of(first).count == (arguments.isEmpty ? 0 : 1)
            }
        }
    }
}
