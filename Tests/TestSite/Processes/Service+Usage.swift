import Glibc

extension Service {
    /// The memory that it keeps in RAM, in bytes (VmRSS of proc(5)).
    package func residentBytes() throws -> Int {
        try bytes("VmRSS")
    }

    /// The most memory that it has kept in RAM since it began, or since ``forgetPeak()``, in bytes (VmHWM of proc(5)).
    package func peakBytes() throws -> Int {
        try bytes("VmHWM")
    }

    /// Lets ``peakBytes()`` begin with what is kept now (clear_refs of proc(5)).
    package func forgetPeak() throws {
        try Files.write("5", to: "/proc/\(pid)/clear_refs")
    }

    private func bytes(_ name: String) throws -> Int {
        let line = try Files.text("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("\(name):") }
        guard let kilobytes = line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap({ Int($0) })
        else { throw Failure("no \(name) of process \(pid)") }
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
