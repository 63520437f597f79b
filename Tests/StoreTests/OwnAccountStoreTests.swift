import MovieBag
import Testing

@Suite struct OwnAccountStoreTests {
    @Test(arguments: Backend.allCases) func aProfileIsChangedMemberByMember(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        let name = try DisplayName(Array("Ann".utf8))
        try store.change(account.id, to: ProfileChange(name: name, language: nil))
        try store.change(account.id, to: ProfileChange(name: nil, language: Array("en".utf8)))
        let profile = try #require(try store.profile(of: account.id))
        #expect(profile.name == name && profile.language == "en" && profile.role == .member)
        #expect(!profile.isVerified && !profile.isDisabled && profile.email == account.email)
        try store.change(account.id, to: ProfileChange(nameOrNone: nil, languageOrNone: Array("de".utf8)))
        let second = try #require(try store.profile(of: account.id))
        #expect(second.name == nil && second.language == "de")
        try store.change(account.id, to: ProfileChange(nameOrNone: name, languageOrNone: nil))
        let third = try #require(try store.profile(of: account.id))
        #expect(third.name == name && third.language == nil)
        let other = AccountID(Sample.objectID(2))
        #expect(try store.profile(of: other) == nil && store.password(of: other) == nil)
        #expect(throws: TokenError.invalid) { try store.change(other, to: ProfileChange(name: name, language: nil)) }
    }

    @Test(arguments: Backend.allCases) func aPasswordIsChangedFromTheOneThatItIs(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        let new = PasswordHash(phcString: "new")
        func change(from current: PasswordHash, to new: PasswordHash, mail: Int) throws {
            try store.change(
                PasswordChange(
                    account: account.id, current: current, new: new, session: nil,
                    mail: OutboxMail(
                        id: OutboxMailID(Sample.objectID(mail)), account: account.id,
                        content: .notice(.passwordChanged),
                        written: Sample.now)))
        }
        try change(from: account.password, to: new, mail: 8)
        #expect(try store.password(of: account.id) == new)
        #expect(throws: AccountError.wrongPassword) {
            try change(from: account.password, to: account.password, mail: 9)
        }
        #expect(try store.password(of: account.id) == new)
        var mails: [OutboxMailID] = []
        try store.forEachMail { mails.append($0.id) }
        #expect(mails == [OutboxMailID(Sample.objectID(8))])
    }
}
