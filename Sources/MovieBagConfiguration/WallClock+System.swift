import Glibc
import MovieBag

extension WallClock {
    /// The clock of the machine (`clock_gettime(2)`, CLOCK_REALTIME).
    package static let system = WallClock {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return UnixTime(nanoseconds: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
    }
}
