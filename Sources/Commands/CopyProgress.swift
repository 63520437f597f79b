import Glibc

/// How far a copy has come: one line that is overwritten on a terminal, and nothing when standard error is no terminal.
struct CopyProgress {
    private let action: StaticString
    private let isWatched = isatty(STDERR_FILENO) == 1
    private var latest = -1

    init(action: StaticString) {
        self.action = action
    }

    /// Shows it, if it differs from what stands there.
    mutating func show(_ done: Int, of total: Int) {
        let percent = total > 0 ? done * 100 / total : 100
        guard isWatched, percent != latest else { return }
        latest = percent
        put("\r\(action) \(percent) %")
    }

    /// Removes the line.
    mutating func end() {
        guard latest >= 0 else { return }
        latest = -1
        // To the start of the line, and erase it (ECMA-48, EL).
        put("\r\u{1b}[K")
    }

    private func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
