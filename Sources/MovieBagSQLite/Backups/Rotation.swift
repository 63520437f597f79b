/// A file and its predecessors: `backup`, `backup.1`, `backup.2`, the newest first.
struct Rotation {
    private let file: String
    private let keep: Int

    /// - Parameter keep: how many there may be, at least 1.
    init(of file: String, keep: Int) {
        self.file = file
        self.keep = max(1, keep)
    }

    /// Gives a file the first name, moves every predecessor one on, and removes those beyond the number.
    ///
    /// There is a file with the first name at every moment. Whatever interrupts it, no more than the oldest is gone.
    func admit(_ newest: String) throws(BackupError) {
        // Up to the first gap they move on; without one the last is overwritten.
        var last = 0
        while last < keep - 1, try isThere(last) { last += 1 }
        for number in stride(from: last, to: 1, by: -1) {
            try FileSystem.move(name(number - 1), to: name(number))
        }
        if keep > 1, try isThere(0) {
            try FileSystem.remove(name(1))
            try FileSystem.link(file, to: name(1))
        }
        try FileSystem.move(newest, to: file)
        // More were kept once.
        var surplus = keep
        while try isThere(surplus) {
            try FileSystem.remove(name(surplus))
            surplus += 1
        }
    }

    private func isThere(_ number: Int) throws(BackupError) -> Bool {
        try FileSystem.isFile(name(number))
    }

    private func name(_ number: Int) -> String {
        number == 0 ? file : "\(file).\(number)"
    }
}
