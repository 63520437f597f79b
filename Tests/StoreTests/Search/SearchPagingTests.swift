import MovieBag
import Testing

@Suite("Pages of a search while others write") struct SearchPagingTests {
    /// What is there all the time is on exactly one page, whatever else comes and goes.
    @Test(arguments: Backend.allCases, ["added", "-added", "name", "-name", "year", "-year", "best", "-best"])
    func everyMovieThatStaysIsVisitedOnce(backend: Backend, order: String) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        let owner = AccountID(Sample.objectID(1))
        func entry(_ number: Int, _ name: String) throws -> Movie {
            try Sample.movie(number, owner: 1, name: name, year: number % 3 == 0 ? nil : 1980 + Int64(number % 5))
        }
        let staying = (1...60).map { $0 * 10 }
        for number in staying { try store.add(entry(number, "Word \(number * 7919 % 1_000)")) }
        var step = 0
        let query = try LinearSearch.Wish(text: "wo", order: order).query
        let ids = try store.all(query, limit: 4) {
            step += 1
            // One that comes and one that goes, at places all over the order.
            try store.add(entry(step * 41 % 600 * 10 + 5, "Word \(step * 617 % 1_000)x"))
            if step > 2 {
                try store.remove(MovieID(Sample.objectID((step - 2) * 41 % 600 * 10 + 5)), by: owner)
            }
        }
        let stayed = ids.filter { id in staying.contains { MovieID(Sample.objectID($0)) == id } }
        #expect(stayed.count == 60 && Set(stayed).count == 60)
        #expect(Set(ids).count == ids.count)
        #expect(step > 13)
    }
}
