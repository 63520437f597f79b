import Glibc

/// What a service holds at one moment, as the kernel counts it (proc(5)).
package struct Resources: Sendable {
    /// Its memory in RAM, in bytes.
    package let resident: Int
    /// The part of it that no file stands behind: heaps and stacks.
    package let anonymous: Int
    /// What it would free by ending: shared pages count as a part each.
    package let proportional: Int
    /// Its open connections and listening sockets.
    package let sockets: Int
    /// Its other descriptors: the database and its log, twice for each thread that has read, among them.
    package let files: Int
    package let threads: Int
}

extension Service {
    /// What it holds now.
    package func resources() throws -> Resources {
        let memory = try Files.text("/proc/\(pid)/smaps_rollup")
        let descriptors = try Files.names(in: "/proc/\(pid)/fd").map { Files.link("/proc/\(pid)/fd/\($0)") }
        let sockets = descriptors.count { $0?.hasPrefix("socket:") == true }
        return Resources(
            resident: try Self.bytes("Rss", in: memory), anonymous: try Self.bytes("Anonymous", in: memory),
            proportional: try Self.bytes("Pss", in: memory),
            sockets: sockets, files: descriptors.count - sockets,
            threads: try Files.names(in: "/proc/\(pid)/task").count)
    }

    /// How many of its threads have a name.
    package func threads(named name: String) throws -> Int {
        // A thread may end between the two looks.
        try Files.names(in: "/proc/\(pid)/task").count {
            (try? Files.text("/proc/\(pid)/task/\($0)/comm")) == name + "\n"
        }
    }

    private static func bytes(_ name: String, in memory: String) throws -> Int {
        let line = memory.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Failure("no \(name) in smaps_rollup")
        }
        return kilobytes << 10
    }
}
