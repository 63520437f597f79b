import Glibc
import KernelFiles

/// The code that only starting needs: arguments, configuration, templates, and what the Swift runtime and the dynamic
/// linker look up once.
package enum StartupMemory {
    /// Gives its memory back (`madvise(2)`, MADV_DONTNEED), a third of what the service would keep otherwise.
    ///
    /// Code is never written to, so a page that is needed again comes back from the system's cache of the file. Where it
    /// cannot be done, nothing is lost but memory.
    package static func release() {
        for mapping in mappings {
            _ = madvise(UnsafeMutableRawPointer(bitPattern: mapping.lowerBound), mapping.count, MADV_DONTNEED)
        }
    }

    /// Where it is: that of the program and of every library.
    static var mappings: [Range<UInt>] {
        KernelFile.text("/proc/self/maps")?.split(separator: "\n").compactMap(codeMapping) ?? []
    }

    /// The addresses of a line of `/proc/self/maps` (proc(5)) if a file's code stands there: executable, not writable,
    /// and with a path.
    static func codeMapping(_ line: Substring) -> Range<UInt>? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: true)
        guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]..<bounds[1] : nil
    }
}
