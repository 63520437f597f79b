import Glibc
import TestFiles

/// The wall clock of one site's services, which a test sets while they run (libfaketime). The monotonic clocks go on
/// as they are, as they do on a machine whose clock is set.
package final class SettableClock {
    private let directory: TemporaryDirectory
    private let library: String

    /// Makes a clock that is right.
    package init() throws {
        guard let library = Self.library else { throw Failure("the Debian package faketime is not installed") }
        self.library = library
        directory = try TemporaryDirectory()
        try set(ahead: 0)
    }

    /// Whether there is what it takes, and no sanitizer, which wants no library before its own.
    package static var isUsable: Bool { library != nil && !Sanitizers.areOn }

    /// What a service needs in its environment to go by this clock.
    package var settings: [String: String] {
        [
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": directory["offset"], "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        ]
    }

    /// Sets the clock to so many seconds after the real time.
    package func set(ahead seconds: Int) throws {
        try Files.write(seconds < 0 ? "\(seconds)" : "+\(seconds)", to: directory["new"])
        // It is read at any moment, so it must never be found empty.
        guard rename(directory["new"], directory["offset"]) == 0 else { throw Failure.system("rename") }
    }

    private static let library: String? = {
        let architectures = (try? Files.names(in: "/usr/lib")) ?? []
        return architectures.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }.first { access($0, R_OK) == 0 }
    }()
}
