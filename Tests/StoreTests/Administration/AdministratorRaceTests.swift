import MovieBag
import Testing

@Suite("Administrators who demote and disable each other", .serialized)
struct AdministratorRaceTests {
    /// Half of them are other processes, of which each has several threads. Number 1 is changed by number 2 in the even ones, the other way round in the odd ones.
    private func race(
        _ backend: Backend, asOperator: Bool, _ change: @escaping @Sendable (Int) throws -> AccountChange
    ) throws {
        for round in 0..<10 {
            let storage = try AdministrationStoreTests.storage(backend, administrators: 2)
            let others = try (0..<4).map { _ in try storage.openAgain() }
            let errors = try Race.run(64) { number in
                let process = number / 2 % 2 == 0 ? storage : others[number / 4 % others.count]
                let store = process.makeStore()
                let (target, other) = number % 2 == 0 ? (1, 2) : (2, 1)
                _ = try store.change(
                    AdministrationStoreTests.id(target), to: change(number),
                    by: asOperator ? nil : AdministrationStoreTests.id(other), at: Sample.now)
            }
            let store = storage.makeStore()
            let left = try store.profiles(after: nil, limit: 10).filter { $0.role == .administrator && !$0.isDisabled }
            #expect(left.count == 1, "round \(round)")
            // The first one wins; those of the loser, and of all against the winner, are refused.
            for case let error? in errors {
                #expect(
                    error as? AccountError == .lastAdministrator || error as? AuthorityError == .administratorsOnly,
                    "\(error)")
            }
            #expect(errors.contains { $0 == nil })
        }
    }

    /// ASVS 15.4.2
    @Test(arguments: Backend.allCases, [true, false])
    func oneOfTwoWhoDemoteEachOtherStays(backend: Backend, asOperator: Bool) throws {
        try race(backend, asOperator: asOperator) { _ in try AccountChange(role: .member) }
    }

    @Test(arguments: Backend.allCases, [true, false])
    func oneOfTwoWhoDemoteOrDisableEachOtherStays(backend: Backend, asOperator: Bool) throws {
        try race(backend, asOperator: asOperator) { number in
            try AccountChange(role: number % 3 == 0 ? .member : nil, isDisabled: number % 3 == 0 ? nil : true)
        }
    }
}
