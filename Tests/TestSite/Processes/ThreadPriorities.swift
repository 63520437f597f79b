import Glibc

/// The nice values of a process's threads (proc(5)).
package enum ThreadPriorities {
    /// Those of the threads with a name.
    package static func ofThreads(named name: String, of pid: pid_t) throws -> [Int] {
        try Files.names(in: "/proc/\(pid)/task").compactMap { thread in
            // A thread may end between the two looks.
            guard let text = try? Files.text("/proc/\(pid)/task/\(thread)/stat"), let end = text.lastIndex(of: ")"),
                let start = text.firstIndex(of: "("), text[text.index(after: start)..<end] == name
            else { return nil }
            // The nice value is the 19th field; the second is the name.
            let fields = text[text.index(after: end)...].split(separator: " ")
            return fields.count > 16 ? Int(fields[16]) : nil
        }
    }
}
