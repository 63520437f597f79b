import Cryptography
import Mail
import MovieBag
import Testing
import Threads

@Suite struct PasswordCensusTests {
    /// Answers with these parts in turn, and remembers what it was asked for.
    private final class Parts: PasswordCountStore, Sendable {
        typealias Part = Result<PasswordCounts, StorageUnavailable>
        let parts: Monitor<[Part]>
        let asked = Monitor<[AccountID?]>([])

        init(_ parts: [Part]) { self.parts = Monitor(parts) }

        func passwordCounts(after last: AccountID?, limit: Int) throws -> PasswordCounts {
            asked.withLock { $0.append(last) }
            asked.notifyAll()
            let none = PasswordCounts(accounts: [:], last: nil)
            return try parts.withLock { $0.isEmpty ? .success(none) : $0.removeFirst() }.get()
        }
    }

    private static func part(_ accounts: [String: Int], last: UInt8) -> Parts.Part {
        .success(PasswordCounts(accounts: accounts, last: AccountID(.numbered(last))))
    }

    private static let end = Parts.Part.success(PasswordCounts(accounts: [:], last: nil))

    private let decoys: DecoyHashes
    private let errors = Monitor(0)

    init() throws {
        decoys = try DecoyHashes(parameters: #require(ScryptParameters(logN: 1, r: 1, p: 4)), keys: .test())
    }

    private func census(_ store: Parts, pause: Duration = .seconds(3600)) -> PasswordCensus {
        PasswordCensus(makeStore: { store }, decoys: decoys, pause: pause) { [errors] _ in
            errors.withLock { $0 += 1 }
        }
    }

    private var cost: Int? {
        get throws { try decoys.hash(for: EmailAddress("stranger@example.org")).p }
    }

    @Test func accountsAreCountedPartByPart() throws {
        // Of the first part alone the cost would be that of most accounts; of all parts it is the other.
        let store = Parts([
            Self.part(["ln=1,r=1,p=1": 1, "": 5, "nonsense": 5, "ln=99,r=1,p=1": 5], last: 1),
            Self.part(["ln=1,r=1,p=2": 1_000_000_000], last: 2), Self.end,
        ])
        try census(store).count()
        #expect(try cost == 2)
        #expect(store.asked.withLock { $0 } == [nil, AccountID(.numbered(1)), AccountID(.numbered(2))])
    }

    /// Runs a census until the storage was asked so often; returns whether that was within two minutes.
    private func run(_ store: Parts, until count: Int, pause: Duration) async throws -> Bool {
        let census = census(store, pause: pause)
        return try await blocking {
            let thread = try census.start()
            defer {
                census.stop()
                thread.join()
            }
            return store.asked.wait(timeout: .seconds(120)) { $0.count >= count ? true : nil } ?? false
        }
    }

    @Test func itIsTakenAtOnceAndAgainAfterAPause() async throws {
        let store = Parts([
            Self.part(["ln=1,r=1,p=1": 1], last: 1), Self.end, Self.part(["ln=1,r=1,p=2": 1], last: 1), Self.end,
        ])
        #expect(try await run(store, until: 5, pause: .milliseconds(1)))
        #expect(store.asked.withLock { $0.count { $0 == nil } } >= 3)
    }

    @Test func whileTheStorageFailsTheLatestCensusHolds() async throws {
        let store = Parts([
            Self.part(["ln=1,r=1,p=1": 1], last: 1), Self.end,
            Self.part(["ln=1,r=1,p=2": 1], last: 1), .failure(StorageUnavailable("no disk")),
        ])
        try census(store).count()
        #expect(try cost == 1)
        #expect(throws: StorageUnavailable.self) { try census(store).count() }
        #expect(try cost == 1)
        let failing = Parts([.failure(StorageUnavailable("no disk"))])
        #expect(try await run(failing, until: 2, pause: .milliseconds(1)))
        #expect(errors.withLock { $0 } == 1)
    }

    @Test func oneThatIsStoppedTakesNothingOver() throws {
        let store = Parts([Self.part(["ln=1,r=1,p=1": 1], last: 1), Self.end])
        let census = census(store)
        census.stop()
        try census.count()
        #expect(try cost == 4)
    }
}
