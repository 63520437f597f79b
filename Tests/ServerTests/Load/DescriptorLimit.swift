import Glibc
import TestSite

/// How many descriptors this process and those that it starts may have (`setrlimit(2)`).
enum DescriptorLimit {
    /// Raises it to at least `count`, for good: nothing is harmed by more.
    static func raise(to count: UInt) throws {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw Failure.system("getrlimit")
        }
        guard limit.rlim_cur < count else { return }
        limit.rlim_cur = count
        guard limit.rlim_max >= count, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw Failure("this test needs \(count) descriptors; the hard limit is \(limit.rlim_max)")
        }
    }
}
