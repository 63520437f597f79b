import Glibc
import Logging
import MovieBag
import Testing
import Threads
import Web

@testable import FastCGI
@testable import MovieBagAPI
@testable import MovieBagService
@testable import ServiceLog

/// How much memory a page takes from the storage to the socket.
@Suite struct PageMemoryTests {
    /// 64 MiB: everything else that a process does is small beside it.
    private static let pageBytes = 64 << 20

    @Test(.disabled(if: sanitizersAreOn, "they keep what was freed for a while"))
    func aPageIsInMemoryOnceUntilItHasBeenSent() async {
        // In a process of its own, whose peak nothing else raises.
        await #expect(processExitsWith: .success) {
            FastCGILibrary.initialize()
            let budget = ResponseMemory(capacity: .max, maximumCount: 1, maximumBodyBytes: 0)
            let room = ResponseRoom(of: budget)
            let adapter = try Self.adapter(
                for: OneLargeMovie(cast: Array(repeating: 0x20, count: Self.pageBytes)),
                budget: SharedResponseMemory(room: room))
            var ends: [Int32] = [-1, -1]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
            let reading = ends[0]
            let received = Monitor(0)
            let reader = try SystemThread(name: "reader") {
                var bytes = [UInt8](repeating: 0, count: 1 << 16)
                while case let count = read(reading, &bytes, bytes.count), count > 0 {
                    received.withLock { $0 += count }
                }
            }
            let fcgx = FCGXConnection(owning: ends[1])
            try #require(write(reading, Self.request, Self.request.count) == Self.request.count)
            let isReceived = fcgx.receive()
            try #require(isReceived)
            let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)
            guard let body = fcgx.readBody(atMost: 0, through: scratch, limitOfLarge: { 0 }) else { exit(1) }

            try Self.forgetPeak()
            let before = try Self.peakBytes()
            var response = OutgoingResponse()
            let outcome = adapter.respond(
                to: fcgx.request(body: body, timeRemaining: nil), into: &response, mayPostpone: true)
            #expect(outcome == .responded)
            _ = fcgx.send(response, keepingConnection: false)
            let growth = try Self.peakBytes() - before

            reader.join()
            #expect(received.withLock { $0 } > Self.pageBytes)
            #expect(growth > Self.pageBytes * 9 / 10, "\(growth >> 20) MiB: the page was not in memory")
            #expect(growth < Self.pageBytes * 11 / 10, "\(growth >> 20) MiB")
            // What the movie may have at most, which is a few bytes more than it has.
            #expect((0...1000).contains(budget.figures.taken - Self.pageBytes), "\(budget.figures.taken)")
        }
    }

    /// A thread's way from the variables of a request to its response, over a store that has one route.
    private static func adapter(for store: OneLargeMovie, budget: any ResponseBudget) throws -> RequestAdapter {
        let clock = WallClock { UnixTime(seconds: 0) }
        let identifiers = ObjectIDGenerator(clock: clock, processBytes: 0)
        let audit = Audit(
            store: NoRecords(), maker: AuditEntryMaker(identifiers: identifiers, clock: clock), hidesAccounts: false
        ) { _ in }
        let movies = MovieHandlers(
            movies: Movies(store: store, identifiers: identifiers, clock: clock, limits: Limits(), audit: audit),
            clients: ClientRecognition(proxies: nil), sender: { _ in throw BearerError.missing },
            site: try PublicURL(parsing: "http://localhost"), pageSize: 50,
            takesWeakTags: false, budget: budget)
        var router = Router(mountedAt: "") { error, _ in Response(status: 500, content: .none, body: []) }
        router.on(.get, "/api/movies", movies.list)
        let workers = WorkerPool(threads: 1, maximumThreads: 1, spareLimit: .zero)
        return RequestAdapter(
            router: router, blockingRegion: AnnouncedBlockingRegion(on: .worker(workers)),
            clients: ClientRecognition(proxies: nil),
            log: RequestLog(Log(level: .critical, writer: try LogWriter(path: nil, of: "standard error"))),
            hasWebServerParent: false)
    }

    /// Nothing is recorded of those who read.
    private struct NoRecords: AuditStore {
        func record(_ entry: AuditEntry) {}
        func recordLater(_ entry: AuditEntry) {}
        func recording<Result>(_ entry: AuditEntry, _ body: () throws -> Result) throws -> Result { try body() }
        func records(_ query: AuditQuery) -> [AuditRecord] { [] }
        func removeRecords(before time: UnixTime, limit: Int) -> Bool { false }
    }

    /// GET /api/movies in FastCGI records, after which the connection is closed.
    private static let request: [UInt8] = {
        let variables = [("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/api/movies")].flatMap { name, value in
            [UInt8(name.utf8.count), UInt8(value.utf8.count)] + Array(name.utf8) + Array(value.utf8)
        }
        let begin: [UInt8] = [1, 1, 0, 1, 0, 8, 0, 0] + [0, 1, 0, 0, 0, 0, 0, 0]
        let end: [UInt8] = [1, 4, 0, 1, 0, 0, 0, 0] + [1, 5, 0, 1, 0, 0, 0, 0]
        return begin + [1, 4, 0, 1, 0, UInt8(variables.count), 0, 0] + variables + end
    }()

    /// The most memory that this process has kept in RAM since ``forgetPeak()`` (VmHWM of proc(5)).
    private static func peakBytes() throws -> Int {
        let status = try #require(fopen("/proc/self/status", "r"))
        defer { fclose(status) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), status) != nil {
            if strncmp(line, "VmHWM:", 6) == 0 { return strtol(Array(line.dropFirst(6)), nil, 10) << 10 }
        }
        return try #require(nil)
    }

    /// Lets ``peakBytes()`` begin with what is kept now (clear_refs of proc(5)).
    private static func forgetPeak() throws {
        let file = try #require(fopen("/proc/self/clear_refs", "w"))
        fputs("5", file)
        fclose(file)
    }

    private static var sanitizersAreOn: Bool { getenv("ASAN_OPTIONS") != nil || getenv("TSAN_OPTIONS") != nil }
}

/// A store with one movie, which is a page of its own.
private struct OneLargeMovie: MovieSearchStore, MovieStore, RoleStore {
    let cast: [UInt8]

    func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        let most = MoviePage.mostBytes(name: 5, cast: cast.count, genres: 2)
        let id = [UInt8](repeating: 1, count: 12)
        try sink.take(
            upTo: most, id: id.span, name: Array("Alien".utf8).span, year: nil, imdb: [UInt8]().span, cast: cast.span,
            genres: Array("[]".utf8).span, owner: id.span)
        return MoviePage(revision: Revision(1), next: nil)
    }

    func add(_ movie: Movie, within _: MovieQuota) -> RevisedMovie { RevisedMovie(movie, revision: Revision(1)) }
    func movie(_: MovieID) -> RevisedMovie? { nil }
    func movie(withKey _: MovieKey) -> MovieID? { nil }
    func movie(withIMDb _: IMDbID) -> MovieID? { nil }
    func collectionRevision() -> Revision { Revision(1) }
    func change(
        _: MovieID, by _: MovieEditor, to _: MovieChange, if _: RevisionCondition, within _: MovieQuota
    ) throws -> RevisedMovie { throw MovieError.changeForbidden }
    func isAdministrator(_: AccountID) -> Bool { false }
    func remove(_: MovieID, by _: MovieEditor, if _: RevisionCondition, as _: RemovalID) {}
    func checkHealth() {}

    func search(
        _: MovieQuery, after _: SearchPosition?, limit _: Int, counting _: Bool, into _: inout some MovieSink
    ) throws -> FoundMovies { throw SearchNotReady() }
    func movieCount() throws -> Int { throw SearchNotReady() }
    func labels(_: LabelQuery) throws -> FoundLabels { throw SearchNotReady() }
    func owner(_: AccountID) -> MovieOwner? { nil }
}
