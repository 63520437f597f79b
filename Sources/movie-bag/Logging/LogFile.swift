import Glibc

/// The file of MOVIE_BAG_LOG_FILE: appended to, made with mode 0640 where there is none.
enum LogFile {
    /// Opens it (`open(2)`). What is there must be a file, so that writing to it never waits for a reader.
    ///
    /// - Returns: a descriptor that no program started later gets.
    /// - Throws: ``SetUpError``.
    static func open(_ path: String) throws(SetUpError) -> Int32 {
        // O_NONBLOCK: a FIFO without a reader would hold up the start for ever. It means nothing to a file.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        let descriptor = Glibc.open(path, flags, 0o640)
        guard descriptor >= 0 else {
            throw SetUpError(
                "\(SettingName.logFile.rawValue) \(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard isFile(descriptor) else {
            close(descriptor)
            throw SetUpError("\(SettingName.logFile.rawValue) \(path) is not a file")
        }
        return descriptor
    }

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

    /// Whether an open descriptor is that of a regular file.
    static func isFile(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
