import FoundationEssentials
import Glibc
import KernelFiles

/// The processes of the machine, as `/proc` shows them.
enum ProcessTable {
    struct Entry: Equatable {
        var id: pid_t
        var parent: pid_t
        var program: String
        var user: uid_t
        var groups: [gid_t]?
    }

    private static let programs: Set<String> = ["nginx", "apache2", "httpd", "lighttpd", "caddy"]

    /// The web servers that run, each user of each once.
    static func webServers() -> [RunningWebServer] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return webServers(in: names.compactMap { pid_t($0) }.sorted().compactMap(entry))
    }

    /// Those of some processes. A parent with children of its own program only starts them, mostly as root: it is left
    /// out.
    static func webServers(in entries: [Entry]) -> [RunningWebServer] {
        let entries = entries.filter { programs.contains($0.program) }
        var servers: [RunningWebServer] = []
        for entry in entries {
            guard !entries.contains(where: { $0.parent == entry.id && $0.program == entry.program }) else { continue }
            let server = RunningWebServer(program: entry.program, user: entry.user, groups: entry.groups)
            if !servers.contains(server) { servers.append(server) }
        }
        return servers
    }

    private static func entry(_ id: pid_t) -> Entry? {
        // One that has ended meanwhile is none.
        guard let text = KernelFile.text("/proc/\(id)/status") else { return nil }
        func field(_ name: String) -> Substring? {
            fields(name).first
        }
        func fields(_ name: String) -> ArraySlice<Substring> {
            text.split(separator: "\n").first { $0.hasPrefix("\(name):") }?
                .split(whereSeparator: \.isWhitespace).dropFirst() ?? []
        }
        // "Uid:" names the real user first and the effective one second; for a web server they are the same.
        guard let program = field("Name"), let parent = field("PPid").flatMap({ pid_t($0) }),
            let user = field("Uid").flatMap({ uid_t($0) })
        else { return nil }
        // The effective group counts with the others (proc(5)).
        let groups = (fields("Gid").dropFirst().prefix(1) + fields("Groups")).compactMap { gid_t($0) }
        return Entry(id: id, parent: parent, program: String(program), user: user, groups: groups)
    }
}
