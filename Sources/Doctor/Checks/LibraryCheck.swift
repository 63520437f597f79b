/// Whether the libfcgi that this program has loaded reads records safely.
package struct LibraryCheck {
    /// `nil` when none can be seen.
    let library: LoadedLibrary?
    /// Whether it reads only records that the program has looked at.
    let readsCheckedRecords: Bool

    package var findings: [Finding] { version + reading }

    private var version: [Finding] {
        guard let library else { return [.skipped("libfcgi: which one is loaded cannot be seen")] }
        guard let version = library.version else {
            return [
                .skipped(
                    "libfcgi: \(library.path) is of no package, so whether it has the fix for CVE-2025-23016 cannot be told"
                )
            ]
        }
        return switch library.isFixed {
        case true?: [.ok("libfcgi: \(library.path), version \(version)")]
        case nil: [.skipped("libfcgi: whether version \(version) has the fix for CVE-2025-23016 cannot be told")]
        case false?:
            [
                .problem(
                    "libfcgi: \(library.path), version \(version), lacks the fix for CVE-2025-23016",
                    fix: "then restart the service:\nsudo apt-get install --only-upgrade libfcgi0ldbl")
            ]
        }
    }

    private var reading: [Finding] {
        guard !readsCheckedRecords else { return [] }
        return [
            .warning(
                "libfcgi: this one cannot be kept from records that it ends the process on (SECURITY.md)",
                fix: "run the service on Debian, or give only the web server access to its socket")
        ]
    }
}
