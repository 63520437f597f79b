import Glibc
import Processes

/// The file of a log: appended to, made with mode 0640 where there is none.
enum LogFile {
    /// Opens it (`open(2)`). What is there must be a file, so that writing to it never waits for a reader.
    ///
    /// - Parameter setting: what an error calls it.
    /// - Returns: a descriptor that no program started later gets.
    /// - Throws: ``StartupError``.
    static func open(_ path: String, of setting: String) throws(StartupError) -> Int32 {
        // O_NONBLOCK: a FIFO without a reader would hold up the start for ever. It means nothing to a file.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        let descriptor = Glibc.open(path, flags, 0o640)
        guard descriptor >= 0 else {
            throw StartupError(
                "\(setting) \(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard isFile(descriptor) else {
            close(descriptor)
            throw StartupError("\(setting) \(path) is not a file")
        }
        return descriptor
    }

    /// Whether an open descriptor is that of a regular file.
    static func isFile(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
