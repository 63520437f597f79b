/// The unix sockets that processes listen on, as the kernel shows them (proc(5), /proc/net/unix).
package enum ListeningSockets {
    /// Whether one listens that was bound at a path, or beside it to take it over.
    ///
    /// A socket is in its directory a moment before it listens: connecting to it then is refused.
    package static func contain(_ path: String) throws -> Bool {
        try Files.text("/proc/net/unix").split(separator: "\n").contains { line in
            // Num, RefCount, Protocol, Flags, Type, St, Inode, Path; 00010000 is __SO_ACCEPTCON.
            let fields = line.split(separator: " ")
            guard fields.count == 8, fields[3] == "00010000" else { return false }
            return fields[7] == path || fields[7] == "\(path).new"
        }
    }
}
