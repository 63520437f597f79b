import Glibc
import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// What a reload of several processes takes up.
    @EndToEnd
    @Suite struct ReloadTests: ReloadSuite {
        let directory: TemporaryDirectory

        init() throws { directory = try Self.makeDirectory() }

        @Test func settingsInTheFileAreReadAgain() throws {
            let program = try start()
            #expect(try status(limit: 20) == "Status: 400")
            try Files.write("MOVIE_BAG_PAGE_SIZE=20\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            // A connection from before may still be served with the old settings.
            try waitForLog(": stopped", times: 2)
            for _ in 0..<10 { #expect(try status(limit: 20) == "Status: 200") }
        }

        @Test func whatHoldsOnlyFromAStartOnIsSaid() throws {
            let program = try start()
            try Files.write("MOVIE_BAG_SOCKET_MODE=0600\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog(
                "warning MOVIE_BAG_SOCKET_MODE has changed: that holds from the next start of the service on")
            try waitForLog("reloaded: every process is a new one")
        }

        @Test func aFileThatAnEditorOfAnotherSystemSavedMeansTheSame() throws {
            let program = try start()
            try Files.write("\u{feff}MOVIE_BAG_PAGE_SIZE=20\r\nMOVIE_BAG_IO_SECONDS=7\r\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            try waitForLog(": stopped", times: 2)
            #expect(try status(limit: 20) == "Status: 200")
            #expect(try status(limit: 21) == "Status: 400")
        }

        @Test(arguments: [false, true])
        func aProgramThatWasReplacedOnTheDiskIsTakenUp(byLink: Bool) throws {
            let (old, new, called) = (directory["old"], directory["new"], directory["movie-bag"])
            // A link and not a copy where that can be: the program is large.
            for name in [old, new] { try copyProgram(to: name) }
            if byLink { symlink(old, called) } else { rename(old, called) }
            let program = try start(called)
            if byLink {
                symlink(new, directory["link"])
                rename(directory["link"], called)
            } else {
                rename(new, called)
            }
            let inode = Files.inode(byLink ? new : called)
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            let programs = try ChildProcesses.of(program.pid).map { Files.link("/proc/\($0)/exe").flatMap(Files.inode) }
            #expect(programs.count { $0 == inode } == 2)
        }
    }
}
