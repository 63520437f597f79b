import MovieBag
import Testing

@Suite struct SessionStoreTests {
    @Test(arguments: Backend.allCases) func sessionsAreListedInOrderAndEndedByTheirOwnerAlone(backend: Backend) throws {
        let store = try backend.open().makeStore()
        for number in 1...2 { try store.add(try Sample.account(number)) }
        let sessions = (1...5).map { Sample.session("\($0)", account: $0 == 5 ? 2 : 1) }
        for session in sessions {
            let number = session.account.value == Sample.objectID(1) ? 1 : 2
            try store.open(
                LogIn(
                    session: session, provenBy: try Sample.account(number).password, from: .unknown,
                    origin: SessionOrigin(client: "192.0.2.1", agent: "curl"), mostSessions: .max,
                    recording: Sample.entry(.loggedIn)))
        }
        let ann = AccountID(Sample.objectID(1))
        let found = try store.sessions(of: ann, after: nil, limit: 10, at: Sample.now)
        let ids = found.map(\.fingerprint.sessionID)
        #expect(Set(ids) == Set(sessions.prefix(4).map(\.fingerprint.sessionID)))
        #expect(ids.map(\.value) == ids.map(\.value).sorted())
        #expect(found.allSatisfy { $0.origin == SessionOrigin(client: "192.0.2.1", agent: "curl") && $0.kind == .api })
        let rest = try store.sessions(of: ann, after: ids[0], limit: 2, at: Sample.now)
        #expect(rest.map(\.fingerprint.sessionID) == Array(ids[1...2]))
        #expect(try store.sessions(of: ann, after: nil, limit: 10, at: Sample.now + .seconds(600)).isEmpty)

        #expect(try !store.end(sessions[4].fingerprint.sessionID, of: ann))
        #expect(try store.end(ids[0], of: ann) && !store.end(ids[0], of: ann))
        try store.endSessions(of: ann, except: found[2].fingerprint, andAPITokens: false)
        let left = try store.sessions(of: ann, after: nil, limit: 10, at: Sample.now)
        #expect(left.map(\.fingerprint) == [found[2].fingerprint])
        #expect(try store.sessions(of: AccountID(Sample.objectID(2)), after: nil, limit: 10, at: Sample.now).count == 1)
    }
}
