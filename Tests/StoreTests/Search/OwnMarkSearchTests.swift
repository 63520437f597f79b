import MovieBag
import Testing

@Suite("Searches for own marks") struct OwnMarkSearchTests {
    private static let accounts = (1...2).map { AccountID(Sample.objectID($0)) }

    private static func mark(_ kind: OwnMarkCondition.Kind) throws -> Mark {
        Mark(
            rating: kind == .rated ? try Rating(7) : nil,
            watched: kind == .watched ? try WatchedDays([Array("2000-11-01".utf8)], at: Sample.now) : .none,
            isWanted: kind == .wanted, note: .none)
    }

    /// Movies of which every third is wanted, every fifth watched and every seventh rated by the first account.
    private static func store(_ backend: Backend, _ count: Int) throws -> any Store {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        for number in 1...count {
            try store.add(
                Sample.movie(
                    number, owner: 1, name: "Movie \(number * 7919 % 1_009) \(number)",
                    year: number % 4 == 0 ? nil : 1980 + Int64(number % 10)))
            for (kind, step) in [(OwnMarkCondition.Kind.wanted, 3), (.watched, 5), (.rated, 7)]
            where number % step == 0 && (step == 3 || number % 3 != 0) && (step != 7 || number % 5 != 0) {
                try store.mark(
                    MovieID(Sample.objectID(number)), by: accounts[0], as: mark(kind),
                    within: .unlimited)
            }
        }
        return store
    }

    private static func meets(_ kind: OwnMarkCondition.Kind, _ number: Int) -> Bool {
        switch kind {
        case .wanted: number % 3 == 0
        case .watched: number % 5 == 0 && number % 3 != 0
        case .rated: number % 7 == 0 && number % 3 != 0 && number % 5 != 0
        case .unwatched: number % 5 != 0 || number % 3 == 0
        }
    }

    /// Few marks are found by the marks, many by going through the movies; both in every order.
    @Test(arguments: Backend.allCases, [60, 900]) func theyFindWhatIsMarked(backend: Backend, count: Int) throws {
        let store = try Self.store(backend, count)
        for kind in OwnMarkCondition.Kind.allCases {
            let wanted = Set((1...count).filter { Self.meets(kind, $0) }.map { MovieID(Sample.objectID($0)) })
            for order in ["added", "-added", "name", "-name", "year", "-year"] {
                let all = try store.all(MovieQuery(order: MovieOrder(Array(order.utf8))), limit: 100)
                let query = try MovieQuery(
                    mark: OwnMarkCondition(kind, of: Self.accounts[0]), order: MovieOrder(Array(order.utf8)))
                #expect(try store.all(query, limit: 13) == all.filter(wanted.contains), "\(kind) \(order)")
                #expect(try store.search(query, limit: 1, counting: true).found.total == wanted.count)
            }
            let query = try MovieQuery(
                text: Array("mov".utf8), years: 1981...1983, mark: OwnMarkCondition(kind, of: Self.accounts[0]),
                order: MovieOrder(.best))
            let found = (1...count).filter { Self.meets(kind, $0) && $0 % 4 != 0 && (1...3).contains($0 % 10) }
            #expect(try store.all(query, limit: 13).count == found.count)
        }
    }

    @Test(arguments: Backend.allCases) func othersMarksDoNotCount(backend: Backend) throws {
        let store = try Self.store(backend, 30)
        func found(_ kind: OwnMarkCondition.Kind) throws -> Int {
            try store.all(MovieQuery(mark: OwnMarkCondition(kind, of: Self.accounts[1])), limit: 7).count
        }
        #expect(try [found(.wanted), found(.watched), found(.rated), found(.unwatched)] == [0, 0, 0, 30])
    }

    /// A page is for one condition and one account.
    @Test func positionsAreOfOneAccount() throws {
        func query(_ kind: OwnMarkCondition.Kind, _ account: Int) throws -> MovieQuery {
            try MovieQuery(mark: OwnMarkCondition(kind, of: Self.accounts[account]), order: MovieOrder(.name))
        }
        let text = SearchPosition(id: MovieID(Sample.objectID(1)), name: [0x61]).text(for: try query(.wanted, 0))
        #expect(throws: Never.self) { try SearchPosition(Array(text.utf8), for: query(.wanted, 0)) }
        for other in [try query(.wanted, 1), try query(.watched, 0)] {
            #expect(throws: InvalidValue.self) { try SearchPosition(Array(text.utf8), for: other) }
        }
    }

    @Test func onlyTheKindsHaveNames() throws {
        #expect(try OwnMarkCondition.Kind(Array("unwatched".utf8)) == .unwatched)
        for text in ["", "Wanted", "seen"] {
            #expect(throws: InvalidValue.self) { try OwnMarkCondition.Kind(Array(text.utf8)) }
        }
    }
}
