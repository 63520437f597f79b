import Mail
import MovieBag
import Testing

/// In which language a mail is to be written.
@Suite struct MailLanguageStoreTests {
    private static let now = Sample.now
    private static let account = AccountID(Sample.objectID(1))

    private static func language(_ store: any Store, after seconds: Int) throws -> MailLanguage? {
        let now = Self.now + .seconds(seconds)
        return try store.leaseDue(at: now, limit: 1, leaseEnd: now + .seconds(1)).first?.language
    }

    private static func storage() throws -> SQLiteStorage {
        let storage = try SQLiteStorage()
        try storage.makeStore().add(Sample.account(1))
        return storage
    }

    @Test(arguments: Backend.allCases, ProfileChange.languages)
    func aMailIsInTheLanguageThatWasChosen(backend: Backend, language: String) throws {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        try store.change(Self.account, to: ProfileChange(name: nil, language: Array(language.utf8)))
        try store.begin(Sample.reset("r", account: 1, mail: 1))
        #expect(try Self.language(store, after: 0)?.rawValue == language)
    }

    /// What counts is the time of the delivery, and a newer version of the program may know more languages.
    @Test(arguments: [("de", .german), ("ar", .arabic), ("fr", .english)] as [(String, MailLanguage)])
    func aMailThatWaitsFollowsTheAccount(chosen: String, language: MailLanguage) throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        try store.begin(Sample.reset("r", account: 1, mail: 1))
        #expect(try Self.language(store, after: 0) == .english, "none was chosen")
        try storage.execute("UPDATE accounts SET language = '\(chosen)'")
        #expect(try Self.language(store, after: 1) == language)
    }

    /// It is about an account, though it goes to another address.
    @Test func aMailToAnotherAddressIsInTheLanguageOfItsAccount() throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        try store.begin(Sample.reset("r", account: 1, mail: 1))
        try storage.execute("UPDATE outbox SET recipient = 'new@example.org'; UPDATE accounts SET language = 'ar'")
        let leased = try store.leaseDue(at: Self.now, limit: 1, leaseEnd: Self.now + .seconds(1))
        #expect(leased.map(\.recipient.text) == ["new@example.org"] && leased.map(\.language) == [.arabic])
    }

    @Test func aMailThatBelongsToNoAccountIsEnglish() throws {
        let storage = try Self.storage()
        let store = storage.makeStore()
        try store.begin(Sample.reset("r", account: 1, mail: 1))
        try storage.execute(
            """
            UPDATE accounts SET language = 'de';
            UPDATE outbox SET account = NULL, subject = x'000000000000000000000007', recipient = 'new@example.org'
            """)
        #expect(try Self.language(store, after: 0) == .english)
    }
}
