import TestSite
import Testing

extension FaultTests {
    /// Tokens, when the clock is set while the service runs.
    @EndToEnd
    @Suite(.enabled(if: SettableClock.isUsable, "needs the Debian package faketime, and no sanitizer"))
    struct ClockTokenTests {
        private static let twoHours = [
            "MOVIE_BAG_ACCESS_TOKEN_SECONDS": "7200", "MOVIE_BAG_RESET_TOKEN_SECONDS": "7200",
            // One client asks for more links than it may.
            "MOVIE_BAG_LIMITS": "no",
        ]

        @Test func aTokenThatWasRefusedAsExpiredStaysRefusedWhenTheClockIsSetBack() throws {
            let world = try ClockSite(processes: 2, settings: Self.twoHours)
            let site = world.site
            try site.signUp("ann@example.org")
            // Many tries, as a sweep that happens to come in between would hide the fault.
            let rounds = Scale.choose(short: 3, full: 50)
            for _ in 0..<rounds {
                try world.setClock(ahead: 0)
                let access = try world.logIn()
                let reset = try site.requestReset(for: "ann@example.org")
                try world.setClock(ahead: 7201)
                #expect(try !world.accepts(access))
                try expectError(try site.reset(reset, to: "a new password"), 403, "Expired", "Token has expired")

                try world.setClock(ahead: 7201 - ClockSite.hour)
                // Each of the two processes.
                for _ in 0..<2 { #expect(try !world.accepts(access)) }
                for _ in 0..<2 { #expect(try site.reset(reset, to: "a new password").status == 403) }
                try world.logIn()
            }
            try FaultReport.add(
                "clock set back an hour, after tokens were refused as expired", extent: "\(rounds) times, 2 processes",
                outcome: "0 of \(2 * rounds) tokens revived, new ones good at once")
        }

        @Test func aTokenThatExpiredUnseenStaysDeadWhenTheClockIsSetBack() throws {
            let world = try ClockSite(settings: Self.twoHours)
            let site = world.site
            try site.signUp("ann@example.org")
            let rounds = Scale.choose(short: 1, full: 10)
            for _ in 0..<rounds {
                try world.setClock(ahead: 0)
                let access = try world.logIn()
                let reset = try site.requestReset(for: "ann@example.org")
                try world.setClock(ahead: 7201)
                try world.waitForSweep()
                try world.setClock(ahead: 7201 - ClockSite.hour)
                #expect(try !world.accepts(access))
                #expect(try site.reset(reset, to: "a new password").status == 403)
                try world.logIn()
            }
            try FaultReport.add(
                "clock set back an hour, after tokens had expired unseen", extent: "\(rounds) times",
                outcome: "0 of \(2 * rounds) tokens revived, new ones good at once")
        }

        @Test func tenYearsAheadAndBackEndSessionsAndLockNobodyOut() throws {
            let world = try ClockSite()
            let site = world.site
            try site.signUp("ann@example.org")
            let before = try world.logIn()
            try world.setClock(ahead: ClockSite.tenYears)
            #expect(try !world.accepts(before))
            let ahead = try world.logIn()

            try world.setClock(ahead: 0)
            #expect(try !world.accepts(before))
            // Made at a time that has not come yet.
            #expect(try !world.accepts(ahead))
            let after = try world.logIn()
            let reset = try site.requestReset(for: "ann@example.org")
            #expect(try site.reset(reset, to: "a new password").status == 200)
            #expect(try !world.accepts(after))
            #expect(site.service.isRunning)
            try FaultReport.add(
                "clock set ten years ahead and back", extent: "once each",
                outcome: "sessions over, log-in and password reset work at both times")
        }

        @Test func anHourBackRefusesWhatWasMadeSinceAndTakesNewTokens() throws {
            let world = try ClockSite()
            try world.site.signUp("ann@example.org")
            let before = try world.logIn()
            try world.setClock(ahead: -ClockSite.hour)
            #expect(try !world.accepts(before))
            try world.logIn()
        }
    }
}
