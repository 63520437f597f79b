import MovieBag
import MovieBagSQLite
import Testing
import Threads

/// A store belongs to one thread, which debug builds assert.
@Suite struct StoreThreadTests {
    @Test(arguments: Backend.allCases)
    func eachThreadHasAStoreOfItsOwn(backend: Backend) throws {
        let storage = try backend.open()
        try storage.makeStore().checkHealth()
        let thread = try SystemThread(name: "other") {
            do {
                try storage.makeStore().checkHealth()
            } catch {
                Issue.record(error)
            }
        }
        thread.join()
    }

    #if DEBUG
        @Test func aStoreThatASecondThreadUsesEndsTheProcess() async {
            await #expect(processExitsWith: .failure) {
                let storage = try SQLiteStorage()
                let store = Shared(store: storage.makeStore())
                try store.store.checkHealth()
                let thread = try SystemThread(name: "other") { try? store.store.checkHealth() }
                thread.join()
            }
        }

        /// The same without the mistake, so that it is the second thread that ends the process above.
        @Test func aStoreThatOneThreadUsesDoesNot() async {
            await #expect(processExitsWith: .success) {
                let store = try SQLiteStorage().makeStore()
                try store.checkHealth()
                try store.checkHealth()
            }
        }
    #endif

    /// What the compiler would not let a second thread have.
    private struct Shared: @unchecked Sendable {
        let store: any MovieStore
    }
}
