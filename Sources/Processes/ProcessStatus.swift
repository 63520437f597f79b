import Glibc

/// What `/proc/PID/stat` tells of a process (proc_pid_stat(5)), as far as it matters here.
struct ProcessStatus: Equatable {
    let id: pid_t
    /// It has ended and waits to be collected.
    let isDead: Bool
    let parent, group, session: pid_t

    init?(parsing text: String) {
        // The name may hold anything, brackets and spaces too; behind the last bracket there are only numbers.
        guard let opening = text.firstIndex(of: "("), let closing = text.lastIndex(of: ")"), opening < closing,
            let id = text.split(separator: " ").first.flatMap({ pid_t($0) })
        else { return nil }
        let fields = text[closing...].dropFirst().split(separator: " ")
        guard fields.count > 3, let parent = pid_t(fields[1]), let group = pid_t(fields[2]),
            let session = pid_t(fields[3])
        else { return nil }
        self.id = id
        isDead = fields[0] == "Z"
        (self.parent, self.group, self.session) = (parent, group, session)
    }
}
