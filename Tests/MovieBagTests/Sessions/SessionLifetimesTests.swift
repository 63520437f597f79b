import Testing

@testable import MovieBag

/// What is kept of the use of a session.
@Suite struct SessionLifetimesTests {
    private static let opened = UnixTime(seconds: 1_800_000_000)
    private static let hour: Int64 = 3600

    private func use(
        _ kind: SessionKind, usedAt used: Int64, at now: Int64, idle: Int64 = 30 * 24 * 3600
    ) -> SessionUse {
        let session = KeptSession(
            kind: kind, opened: Self.opened, used: Self.opened + .seconds(used),
            expires: Self.opened + .seconds(1_000_000))
        return SessionLifetimes(pageIdle: idle, page: 180 * 24 * 3600)
            .use(of: session, at: Self.opened + .seconds(now))
    }

    @Test(
        arguments: [
            (0, 0, nil), (0, hour - 1, nil), (0, hour, 23 * hour), (hour, 3 * hour, 22 * hour),
            (0, 24 * hour - 1, 1), (0, 24 * hour, 0), (0, 99 * hour, 0), (5 * hour, 5 * hour - 1, nil),
            (24 * hour, 0, nil), (24 * hour + 1, 0, 0),
        ] as [(Int64, Int64, Int64?)])
    func itIsWrittenAfterAnHourAndAloneAfterADay(used: Int64, now: Int64, writeWithin: Int64?) {
        for kind in [SessionKind.api, .page] {
            #expect(use(kind, usedAt: used, at: now).writeWithin == writeWithin.map { .seconds($0) })
        }
    }

    @Test(arguments: [(0, nil), (1, nil), (2, 8), (9, 1), (10, 0), (11, 0)] as [(Int64, Int64?)])
    func aShortIdleTimeNeedsItSooner(now: Int64, writeWithin: Int64?) {
        let found = use(.page, usedAt: 0, at: now, idle: 20).writeWithin
        #expect(found == writeWithin.map { .seconds($0) })
        #expect(use(.api, usedAt: 0, at: now, idle: 20).writeWithin == nil)
    }

    @Test func onlyPagesLiveLongerByIt() {
        #expect(use(.api, usedAt: 0, at: 100).expires == Self.opened + .seconds(1_000_000))
        #expect(use(.page, usedAt: 0, at: 100).expires == Self.opened + .seconds(100 + 30 * 24 * 3600))
        let late = Int64(179 * 24 * 3600)
        #expect(use(.page, usedAt: 0, at: late).expires == Self.opened + .seconds(180 * 24 * 3600))
    }

    @Test func anEndWithinASecondIsTheNextSecond() {
        let lifetimes = SessionLifetimes(pageIdle: 2, page: 600)
        let used = UnixTime(milliseconds: Self.opened.milliseconds + 1)
        #expect(lifetimes.pageExpiry(opened: Self.opened, used: used) == Self.opened + .seconds(3))
    }
}
