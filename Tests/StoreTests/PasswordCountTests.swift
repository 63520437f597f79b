import Cryptography
import MovieBag
import Testing

/// Counting stored passwords by their parameters.
@Suite struct PasswordCountTests {
    private static func add(_ number: Int, _ hash: String, to store: any AccountStore) throws {
        let account = try Sample.account(number)
        try store.add(
            Account(id: account.id, email: account.email, password: PasswordHash(phcString: hash)))
    }

    private static func id(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }

    @Test(arguments: Backend.allCases) func thoseOfBcryptAreCountedByKindAndCost(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let rest = "abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"
        let hashes = [
            "$2b$12$\(rest)", "$2a$12$\(rest)", "$2b$04$\(rest)", "$2b$12$\(rest)", "$2b$4$\(rest)", "$2b$",
            "$2b$12x\(rest)",
            "$scrypt$ln=15,r=8,p=3$c2FsdA$aGFzaA",
        ]
        for (number, hash) in zip(1..., hashes) { try Self.add(number, hash, to: store) }
        let counts = try store.passwordCounts(after: nil, limit: 100)
        #expect(counts.accounts == ["2b$12": 2, "2a$12": 1, "2b$04": 1, "": 3, "ln=15,r=8,p=3": 1])
        let scrypt = try #require(ScryptParameters(phcText: "ln=15,r=8,p=3"))
        #expect(counts.costs == [.bcrypt(12): 3, .bcrypt(4): 1, .scrypt(scrypt): 1])
    }

    @Test(arguments: Backend.allCases) func theyAreCountedInPartsByTheirParametersAlone(backend: Backend) throws {
        let store = try backend.open().makeStore()
        #expect(try store.passwordCounts(after: nil, limit: 10) == PasswordCounts(accounts: [:], last: nil))
        let hashes = [
            "$scrypt$ln=15,r=8,p=3$c2FsdA$aGFzaA", "$scrypt$ln=9,r=8,p=1$c2FsdA$aGFzaA",
            "$scrypt$ln=15,r=8,p=3$b3RoZXI$b3RoZXI", "*", "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA",
        ]
        for (number, hash) in zip(1..., hashes) { try Self.add(number, hash, to: store) }
        #expect(
            try store.passwordCounts(after: nil, limit: 3)
                == PasswordCounts(accounts: ["ln=15,r=8,p=3": 2, "ln=9,r=8,p=1": 1], last: Self.id(3)))
        #expect(
            try store.passwordCounts(after: Self.id(3), limit: 3) == PasswordCounts(accounts: ["": 2], last: Self.id(5))
        )
        #expect(try store.passwordCounts(after: Self.id(5), limit: 3).last == nil)
    }
}
