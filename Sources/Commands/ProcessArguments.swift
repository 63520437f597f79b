import Glibc

/// What stands on the command line after the program's name.
enum ProcessArguments {
    /// Swift looks for the arguments in front of the environment's place in memory. When a preloaded library has changed
    /// the environment, and so moved it, Swift finds none: then the kernel is asked.
    static var all: [String] {
        CommandLine.arguments.isEmpty ? Array(asTheKernelHasThem.dropFirst()) : Array(CommandLine.arguments.dropFirst())
    }

    /// The arguments, each ended by a NUL, as proc(5) says.
    private static var asTheKernelHasThem: [String] {
        let file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 4096)
        while case let count = read(file, &room, room.count), count > 0 { bytes += room[..<count] }
        return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
