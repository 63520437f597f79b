import Glibc

/// A wait of a random length behind work whose time must not tell what was found, where a site hides its accounts.
///
/// The work is alike but for some hundredths of a millisecond; beside a wait of up to some milliseconds they do not show, and
/// the limits of requests by client leave too few of them to average. Any thread may use it.
///
/// Tests: HiddenAccountTimeTests.swift
package struct RandomDelay: Sendable {
    private let longest: Duration?
    private let blockingRegion: any BlockingRegion

    /// - Parameters:
    ///   - longest: below a second; `nil` for no wait.
    ///   - blockingRegion: announces the wait. While too many threads block there is none: then others cover the time.
    package init(upTo longest: Duration?, announcedTo blockingRegion: any BlockingRegion) {
        self.longest = longest
        self.blockingRegion = blockingRegion
    }

    /// Waits, with usleep(3).
    func wait() {
        guard let longest else { return }
        let microseconds = longest.components.attoseconds / 1_000_000_000_000
        // From getrandom(2), so that no one foresees it.
        let chosen = UInt32.random(in: 0...UInt32(microseconds))
        try? blockingRegion.run { _ = usleep(chosen) }
    }
}
