/// What strace has seen a process do: calls in the order in which they began.
package struct SystemCallTrace {
    /// One system call.
    package struct Call {
        package let name: String
        /// Everything between the parentheses.
        package let arguments: String
        /// Lines of the trace on which it began and ended.
        package let began: Int
        package var ended: Int
    }

    package private(set) var calls: [Call] = []

    /// Reads what `strace -f -y` writes, calls that another thread's line interrupts included.
    package init(_ text: String) {
        var unfinished: [Substring: Int] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let (thread, rest) = Self.parts(line)
            if rest.hasPrefix("<... ") {
                if let index = unfinished.removeValue(forKey: thread) { calls[index].ended = number }
            } else if let parenthesis = rest.firstIndex(of: "("), rest.first?.isLetter == true {
                let isUnfinished = rest.hasSuffix("<unfinished ...>")
                if isUnfinished { unfinished[thread] = calls.count }
                calls.append(
                    Call(
                        name: String(rest[..<parenthesis]), arguments: String(rest[parenthesis...].dropFirst()),
                        began: number, ended: isUnfinished ? .max : number))
            }
        }
    }

    private static func parts(_ line: Substring) -> (thread: Substring, rest: Substring) {
        let thread = line.prefix { $0.isNumber }
        return (thread, line.dropFirst(thread.count).drop { $0 == " " })
    }
}

extension SystemCallTrace.Call {
    private static let writes: Set = ["write", "writev", "pwrite64", "sendto", "sendmsg"]

    package var isWrite: Bool { Self.writes.contains(name) }
    package var isFlush: Bool { name == "fdatasync" || name == "fsync" }

    /// Whether its descriptor is the write-ahead log; `-y` writes a path behind each number.
    package var isOnWriteAheadLog: Bool {
        arguments.prefix { $0 != "," && $0 != ")" }.contains("-wal>")
    }
}
