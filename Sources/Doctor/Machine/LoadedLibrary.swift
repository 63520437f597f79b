import FastCGI
import KernelFiles
import Subprocess

/// The libfcgi that this program has loaded, as far as the package manager knows it.
///
/// Tests: LibraryCheckTests.swift
struct LoadedLibrary: Equatable {
    let path: String
    /// Of the Debian package that it belongs to; `nil` when it belongs to none.
    var version: String?
    /// Whether CVE-2025-23016 is fixed in it; `nil` when the version does not tell.
    var isFixed: Bool?

    /// Where the fix is in for certain: Debian 12's, and everywhere from libfcgi's own release on.
    private static let fixed = (debian: "2.4.2-2+deb12u1", everywhere: "2.4.5")

    /// Looks at what is loaded (proc(5)) and asks dpkg about it.
    static func find() async -> LoadedLibrary? {
        guard let maps = KernelFile.text("/proc/self/maps"), let path = path(in: maps) else { return nil }
        var library = LoadedLibrary(path: path)
        guard let owner = await output("dpkg-query", "--search", path),
            let package = owner.split(separator: ": ").first,
            let version = await output("dpkg-query", "--show", "--showformat=${Version}", String(package))
        else { return library }
        library.version = version
        let isDebian = KernelFile.text("/etc/os-release")?.split(separator: "\n").contains("ID=debian") == true
        if await isAtLeast(isDebian ? fixed.debian : fixed.everywhere, version) {
            library.isFixed = true
        } else if isDebian {
            library.isFixed = false
        }
        return library
    }

    /// The file behind the first mapping of libfcgi.
    static func path(in maps: String) -> String? {
        maps.split(separator: "\n").lazy.compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }.first { $0.contains("/libfcgi.so") }
    }

    private static func isAtLeast(_ wanted: String, _ version: String) async -> Bool {
        await output("dpkg", "--compare-versions", version, "ge", wanted) != nil
    }

    /// What a command prints; `nil` when it is not there or refuses.
    private static func output(_ command: String, _ arguments: String...) async -> String? {
        do {
            let program = try await Subprocess.run(
                .name(command), arguments: Arguments(arguments),
                environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C"]), output: .string(limit: 64 << 10),
                error: .discarded)
            guard case .exited(0) = program.terminationStatus else { return nil }
            return program.standardOutput
        } catch {
            return nil
        }
    }
}

extension LibraryCheck {
    package static func ofThisProgram() async -> LibraryCheck {
        LibraryCheck(library: await LoadedLibrary.find(), readsCheckedRecords: FastCGILibrary.readsCheckedRecords)
    }
}
