import Glibc
import TestSite
import Testing

/// Repeats faults of one sort and compares what a service holds after them with what it held before.
struct LeakCheck {
    private let site: Site
    /// One for each processor, at least two.
    private let workers = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    private let parts = 10
    /// A few faults say little, as malloc's pieces are large: 8 MiB, less than a few bodies that were kept would take.
    private let most = Scale.choose(short: 8 << 20, full: 2 << 20)

    init(_ site: Site) {
        self.site = site
    }

    /// A site for such checks: idle connections end soon.
    static func makeSite() throws -> Site {
        try Site(settings: ["MOVIE_BAG_IDLE_SECONDS": "1"])
    }

    /// Makes half as many faults first, so that the heap has the size that they need, and then `count`.
    ///
    /// Memory is looked at after each tenth. What leaks grows with every one of them; malloc takes a piece of 2 MiB more
    /// now and then, which it keeps. So ten times the median is what counts.
    ///
    /// - Parameter fault: makes the fault of a number, on any of four threads.
    /// - Returns: a sentence with the figures.
    func expectNothingLeft(after count: Int, _ fault: @escaping @Sendable (Int) throws -> Void) throws -> String {
        try repeating(fault, numbers: 0..<count / 2)
        try waitForRest()
        let before = try site.service.resources()
        var growths: [Int] = []
        var last = before
        for part in 0..<parts {
            try repeating(fault, numbers: count / parts * part..<count / parts * (part + 1))
            let now = try resourcesAfterFaults()
            growths.append(now.anonymous - last.anonymous)
            last = now
        }
        try waitForRest()
        let after = try site.service.resources()
        let growth = growths.sorted()[parts / 2] * parts
        // They keep what was freed for a while, and one of them looks for what is lost.
        if !Sanitizers.areOn { #expect(growth < most, "memory grew by \(growths) bytes in each tenth") }
        // A worker that reads for the first time opens the database and its log.
        #expect(after.files <= before.files + 2 * workers)
        #expect(try site.client.get("/api/health").status == 200)
        return "memory grows by \(growth >> 10) KiB (resident \(before.resident >> 10) KiB before, "
            + "\(after.resident >> 10) KiB after), 0 connections left, \(after.files) other descriptors "
            + "(\(before.files) before), all \(workers) workers alive"
    }

    private func repeating(_ fault: @escaping @Sendable (Int) throws -> Void, numbers: Range<Int>) throws {
        _ = try concurrently(4) { thread in
            for number in stride(from: numbers.lowerBound + thread, to: numbers.upperBound, by: 4) { try fault(number) }
        }
    }

    /// What is held when nobody uploads any more. nginx keeps connections, one for each of our threads.
    private func resourcesAfterFaults() throws -> Resources {
        try wait(for: "the end of the last faults") {
            let held = try site.service.resources()
            return held.sockets <= 1 + 4 ? held : nil
        }
    }

    /// Waits until no connection is open and no thread is missing. Those in reserve end after ten seconds, for which the
    /// short form has no time.
    private func waitForRest() throws {
        try wait(for: "the end of connections, and \(workers) workers", limit: .seconds(60)) {
            let threads = try site.service.threads(named: "fastcgi")
            // The listening socket is the one that stays.
            return try site.service.resources().sockets == 1
                && (Scale.isFull ? threads == workers : threads >= workers)
        }
    }
}
