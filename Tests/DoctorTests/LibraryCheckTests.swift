import Testing

@testable import Doctor

@Suite struct LibraryCheckTests {
    private func findings(_ library: LoadedLibrary?, isChecked: Bool = true) -> [Finding] {
        LibraryCheck(library: library, readsCheckedRecords: isChecked).findings
    }

    @Test func aLibraryWithTheFixIsGood() {
        let library = LoadedLibrary(path: "/usr/lib/libfcgi.so.0.0.0", version: "2.4.2-2+deb12u1", isFixed: true)
        #expect(findings(library) == [.ok("libfcgi: /usr/lib/libfcgi.so.0.0.0, version 2.4.2-2+deb12u1")])
    }

    /// ASVS 15.2.1
    @Test func oneWithoutItIsAProblem() {
        let library = LoadedLibrary(path: "/usr/lib/libfcgi.so.0.0.0", version: "2.4.2-2", isFixed: false)
        #expect(findings(library).grades == [.problem])
        #expect(findings(library).has(.problem, "sudo apt-get install --only-upgrade libfcgi0ldbl"))
    }

    @Test func whatCannotBeToldIsNotClaimed() {
        #expect(findings(nil).grades == [.skipped])
        #expect(findings(LoadedLibrary(path: "/home/ann/libfcgi.so.0")).has(.skipped, "is of no package"))
        #expect(findings(LoadedLibrary(path: "/l", version: "2.4.2-2.1build1")).has(.skipped, "cannot be told"))
    }

    @Test func oneThatReadsByItselfIsWarnedOf() {
        let library = LoadedLibrary(path: "/l", version: "2.4.2-2+deb12u1", isFixed: true)
        #expect(findings(library, isChecked: false).grades == [.ok, .warning])
    }

    @Test func theFileIsTheOneThatIsMapped() {
        let maps = """
            55d0c0000000-55d0c0001000 r--p 00000000 08:01 1    /usr/bin/movie-bag
            7f0000000000-7f0000001000 r--p 00000000 08:01 2    /usr/lib/x86_64-linux-gnu/libfcgi.so.0.0.0
            7ffd00000000-7ffd00001000 rw-p 00000000 00:00 0    [stack]
            """
        #expect(LoadedLibrary.path(in: maps) == "/usr/lib/x86_64-linux-gnu/libfcgi.so.0.0.0")
        #expect(LoadedLibrary.path(in: "7ffd00000000-7ffd00001000 rw-p 00000000 00:00 0    [stack]") == nil)
    }

    @Test func thisProgramsLibraryIsFound() async {
        #expect(await LoadedLibrary.find()?.path.contains("/libfcgi.so") == true)
    }
}
