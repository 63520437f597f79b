import Mail
import MovieBag
import Testing

@Suite struct AddressChangeStoreTests {
    private static func link(
        _ id: String, _ kind: MailKind, _ purpose: TokenPurpose, to address: EmailAddress, mail: Int
    ) -> PendingLink {
        let account = AccountID(Sample.objectID(1))
        let claims = TokenClaims(
            account: account, purpose: purpose, issued: Sample.now.seconds, expires: Sample.now.seconds + 600, id: id)
        return PendingLink(
            claims: claims, address: address,
            mail: OutboxMail(
                id: OutboxMailID(Sample.objectID(mail)), account: account, to: address, content: .link(kind, claims),
                written: Sample.now))
    }

    @Test(arguments: Backend.allCases) func anAddressIsChangedOnceAndItsFormerOneIsReserved(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        let account = try Sample.account(1)
        let new = try #require(EmailAddress("new@example.org"))
        try store.add(account)
        try store.add(try Sample.account(2))
        let link = Self.link("a", .emailChange, .email, to: new, mail: 7)
        _ = try store.begin(LinkRequest(from: .unidentified, at: Sample.now, link: link), within: .none)
        let print = link.claims.fingerprint
        #expect(try store.address(behind: print, for: .email, of: account.id, at: Sample.now) == new)
        #expect(try store.address(behind: print, for: .undo, of: account.id, at: Sample.now) == nil)
        #expect(try store.address(behind: print, for: .email, of: account.id, at: Sample.now + .seconds(600)) == nil)
        let change = ConfirmedAddress(
            fingerprint: print, account: account.id, old: account.email,
            undo: Self.link("b", .emailChanged, .undo, to: account.email, mail: 8), time: Sample.now)
        try storage.makeForeignStore().confirm(change)
        #expect(throws: TokenError.invalid) { try store.confirm(change) }
        #expect(try store.profile(of: account.id).map { $0.email == new && $0.isVerified } == true)
        let mails = try store.leaseDue(at: Sample.now, limit: 9, leaseEnd: Sample.now + .seconds(60))
        #expect(mails.map(\.recipient) == [account.email] && mails.map(\.mail.content.kind) == [.emailChanged])

        let other = AccountID(Sample.objectID(2))
        #expect(try !store.isFree(account.email, for: other, at: Sample.now))
        #expect(try store.isFree(account.email, for: account.id, at: Sample.now))
        #expect(try store.isFree(account.email, for: other, at: Sample.now + .seconds(600)))
        #expect(throws: AccountError.emailTaken) {
            // Made at a time when it is reserved.
            let bytes =
                withUnsafeBytes(of: UInt32(Sample.now.seconds).bigEndian) { Array($0) } + [0, 0, 0, 0, 0, 0, 0, 9]
            let id = try #require(ObjectID(bytes: bytes))
            try store.add(Account(id: AccountID(id), email: account.email, password: account.password))
        }

        let reset = Sample.reset("c", account: 1, mail: 9)
        try store.undo(
            UndoneAddress(
                fingerprint: change.undo.claims.fingerprint, account: account.id, reset: reset, time: Sample.now))
        #expect(try store.profile(of: account.id)?.email == account.email)
        #expect(try store.password(of: account.id)?.phcString == "")
        #expect(try store.isPending(reset.claims.fingerprint, of: account.id, at: Sample.now))
    }

    @Test(arguments: Backend.allCases) func ofTwoAccountsOneGetsIt(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        let new = try #require(EmailAddress("new@example.org"))
        let link = Self.link("a", .emailChange, .email, to: new, mail: 7)
        _ = try store.begin(LinkRequest(from: .unidentified, at: Sample.now, link: link), within: .none)
        try store.add(try Sample.account(3, email: "NEW@example.org"))
        #expect(throws: TokenError.invalid) {
            try store.confirm(
                ConfirmedAddress(
                    fingerprint: link.claims.fingerprint, account: account.id, old: account.email,
                    undo: Self.link("b", .emailChanged, .undo, to: account.email, mail: 8), time: Sample.now))
        }
        #expect(try store.profile(of: account.id)?.email == account.email)
    }
}
