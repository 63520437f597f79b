import MovieBag
import Testing

/// When the last use of a session is written, and what it costs others.
@Suite struct SessionUseTests {
    private static let hour: Int64 = 3600

    /// Sessions of an account over two processes; `s` was opened.
    private struct World {
        let here: Sessions
        private let foreign: any Store

        init(_ backend: Backend) throws {
            let storage = try backend.open()
            here = try Sessions(in: storage.makeStore())
            foreign = try storage.makeForeignStore()
            try here.logIn("s", at: 0)
        }

        /// Something else that is written, in this process or in another one.
        func write(_ number: Int, elsewhere: Bool = false) throws {
            try (elsewhere ? foreign : here.store).add(Sample.movie(number, owner: 1))
        }
    }

    @Test(arguments: Backend.allCases) func withinTheHourNothingIsWritten(backend: Backend) throws {
        let world = try World(backend)
        try world.here.use("s", at: Self.hour - 1)
        try world.write(1)
        #expect(try world.here.used("s") == 0)
    }

    @Test(arguments: Backend.allCases) func afterAnHourTheLatestRidesWithWhatIsWrittenAnyway(backend: Backend) throws {
        let world = try World(backend)
        for time in [Self.hour, Self.hour + 1, 2 * Self.hour] {
            try world.here.use("s", at: time)
            // Takes as long as a commit of its own would.
            try world.write(Int(time), elsewhere: true)
            #expect(try world.here.used("s") == 0)
        }
        try world.write(1)
        #expect(try world.here.used("s") == 2 * Self.hour)
        try world.here.use("s", at: 3 * Self.hour - 1)
        try world.write(2)
        #expect(try world.here.used("s") == 2 * Self.hour)
        try world.here.use("s", at: 3 * Self.hour)
        try world.write(3)
        #expect(try world.here.used("s") == 3 * Self.hour)
    }

    @Test(arguments: Backend.allCases) func afterADayItIsWrittenAlone(backend: Backend) throws {
        let world = try World(backend)
        try world.here.use("s", at: 24 * Self.hour - 1)
        try world.write(1, elsewhere: true)
        #expect(try world.here.used("s") == 0)
        try world.write(2)
        #expect(try world.here.used("s") == 24 * Self.hour - 1)
        try world.here.use("s", at: 48 * Self.hour - 1)
        try world.here.waitUntilUsed("s", 48 * Self.hour - 1)
    }

    @Test(arguments: Backend.allCases) func aUseOfAClockThatWasAheadIsReplaced(backend: Backend) throws {
        let world = try World(backend)
        try world.here.use("s", at: 6 * Sessions.day)
        try world.here.waitUntilUsed("s", 6 * Sessions.day)
        try world.here.use("s", at: 60)
        try world.here.waitUntilUsed("s", 60)
    }

    @Test(arguments: Backend.allCases) func aUseBringsNoSessionBack(backend: Backend) throws {
        let world = try World(backend)
        try world.here.use("s", at: Self.hour)
        try world.here.store.end(TokenFingerprint(tokenID: "s"))
        try world.write(1)
        #expect(try world.here.kept("s") == nil)
    }

    @Test(arguments: Backend.allCases) func anEarlierUseDoesNotReplaceALaterOne(backend: Backend) throws {
        let storage = try backend.open()
        let here = try Sessions(in: storage.makeStore())
        try here.logIn("s", at: 0)
        let there = Sessions.over(try storage.makeForeignStore())
        try here.use("s", at: Self.hour)
        try there.use("s", at: 2 * Self.hour)
        try there.store.add(Sample.movie(1, owner: 1))
        #expect(try here.used("s") == 2 * Self.hour)
        try here.store.add(Sample.movie(2, owner: 1))
        #expect(try here.used("s") == 2 * Self.hour)
    }
}
