import Glibc

/// The setting MOVIE_BAG_LOG_FILE.
///
/// Tests: LogFileTests.swift
enum LogFileSetting {
    /// Which of some files a log would be written into, whatever name leads there; `nil` when it is none of them. None needs
    /// to be there yet.
    static func file(at path: String, among files: [String]) -> String? {
        files.first { file in
            if resolved(file) == resolved(path) { return true }
            var (one, other) = (stat(), stat())
            return stat(path, &one) == 0 && stat(file, &other) == 0 && one.st_dev == other.st_dev
                && one.st_ino == other.st_ino
        }
    }

    private static func resolved(_ path: String) -> String { (try? DatabasePath.resolved(path)) ?? path }
}
