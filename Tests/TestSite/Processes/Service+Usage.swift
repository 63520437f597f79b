import Glibc

extension Service {
    /// The memory that it keeps in RAM, in bytes (VmRSS of proc(5)).
    package func residentBytes() throws -> Int {
        let line = try Files.text("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kilobytes = line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap({ Int($0) })
        else { throw Failure("no VmRSS of process \(pid)") }
        return kilobytes << 10
    }

    /// The processor time that it has used, in clock ticks (utime and stime of proc(5)).
    package func processorTicks() throws -> Int {
        // The second field is the program's name in parentheses, which may hold anything.
        let text = try Files.text("/proc/\(pid)/stat")
        let fields = text[text.index(after: text.lastIndex(of: ")")!)...].split(separator: " ")
        guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
            throw Failure("no processor time of process \(pid)")
        }
        return user + system
    }
}
