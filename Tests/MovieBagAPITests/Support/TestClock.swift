import MovieBag
import Threads

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    /// 2025-06-15 15:06:40 UTC, in seconds since 1970.
    static let start: Int64 = 1_750_000_000

    private let time = Monitor(UnixTime(seconds: start))

    var now: UnixTime { time.withLock { $0 } }

    var wallClock: WallClock { WallClock { [self] in now } }

    func advance(seconds: Int64) {
        time.withLock { $0 = UnixTime(seconds: $0.seconds + seconds) }
    }
}
