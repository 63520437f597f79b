import MovieBag
import Testing

/// What administrators do is recorded, with who did it, and from where.
@Suite struct AdministratorRecordTests {
    private func records(_ world: World, _ kind: AuditKind) throws -> [AuditRecord] {
        try world.service.store.records(AuditQuery(kind: kind, limit: 100))
    }

    private func send(_ world: World, _ method: String, _ path: String, _ json: String = "", by user: User) throws {
        var call = Call(method, path, json: json, token: user.token)
        call.others["REMOTE_ADDR"] = "192.0.2.9"
        let response = try world.service.response(call)
        #expect(response.status == 200, "\(path): \(response)")
    }

    @Test func eachActionHasItsRecord() throws {
        try withWorld { world in
            let (admin, ann) = (try world.addAdministrator("eve@example.org"), try world.addUser())
            try world.proveAddress(of: ann)
            let movie = try world.addMovie("Ran", by: ann)
            let other = try world.addMovie("Ikiru", by: ann)
            try send(world, "PUT", "/api/movies/\(movie)", #"{"name":"Ran (1985)"}"#, by: admin)
            try send(world, "PUT", "/api/movies/\(movie)", #"{"added_by":{"$oid":"\#(admin.id)"}}"#, by: admin)
            try send(world, "DELETE", "/api/movies/\(other)", by: admin)
            try send(world, "PATCH", "/api/accounts/\(ann.id)", #"{"role":"administrator"}"#, by: admin)
            try send(world, "PATCH", "/api/accounts/\(ann.id)", #"{"disabled":true}"#, by: admin)
            try send(world, "PATCH", "/api/accounts/\(ann.id)", #"{"disabled":false}"#, by: admin)
            try send(world, "POST", "/api/accounts/\(ann.id)/end-sessions", by: admin)
            try send(world, "POST", "/api/accounts/\(ann.id)/reset", by: admin)
            try send(world, "POST", "/api/invitations", "{}", by: admin)
            _ = try world.takeMails()
            let of = { (user: User) in user.id }
            for (kind, account) in [
                (AuditKind.movieChanged, nil), (.movieHandedOver, nil), (.movieRemoved, nil), (.roleChanged, of(ann)),
                (.accountDisabled, of(ann)), (.accountEnabled, of(ann)), (.sessionsEnded, of(ann)),
                (.resetRequested, of(ann)), (.invitationMade, nil),
            ] as [(AuditKind, String?)] {
                let found = try records(world, kind)
                try #require(found.count == 1, "\(kind)")
                #expect(found[0].account?.description == account && found[0].actor?.description == admin.id, "\(kind)")
                #expect(found[0].client == "192.0.2.9" && found[0].request != nil, "\(kind)")
            }
        }
    }

    @Test func whatIsSoAlreadyIsNotRecorded() throws {
        try withWorld { world in
            let (admin, ann) = (try world.addAdministrator("eve@example.org"), try world.addUser())
            try world.proveAddress(of: ann)
            for body in [
                #"{"role":"member"}"#, #"{"disabled":false}"#, #"{"role":"member","disabled":false}"#,
                #"{"role":"administrator"}"#, #"{"role":"administrator"}"#, #"{"disabled":true}"#,
                #"{"disabled":true}"#,
                #"{"role":"administrator","disabled":true}"#,
            ] {
                try send(world, "PATCH", "/api/accounts/\(ann.id)", body, by: admin)
            }
            let counts = try [.roleChanged, .accountDisabled, .accountEnabled].map { try records(world, $0).count }
            #expect(counts == [1, 1, 0])
        }
    }

    /// What an owner does is not, and what is refused is not recorded as done.
    @Test func nothingElseIs() throws {
        try withWorld { world in
            let (ann, bob) = (try world.addUser(), try world.addUser("bob@example.org"))
            let movie = try world.addMovie("Ran", by: ann)
            try world.rename(movie, to: "Ran (1985)", by: ann)
            try expect(try world.send(.renaming(movie, to: "x", by: bob)), is: .updatingMovie)
            try expect(
                try world.send(Call("PATCH", "/api/accounts/\(ann.id)", json: #"{"role":"member"}"#, token: bob.token)),
                is: .administratorsOnly)
            // With the next commit.
            _ = try world.addUser("cid@example.org")
            for kind in [AuditKind.movieChanged, .roleChanged] { #expect(try records(world, kind).isEmpty) }
            let refused = try records(world, .accessRefused)
            #expect(refused.map(\.detail) == ["AdministratorsOnly", "UpdatingMovie"])
            #expect(refused.allSatisfy { $0.account?.description == bob.id && $0.actor?.description == bob.id })
        }
    }

    /// A change that is refused within its transaction leaves no record.
    @Test func aChangeThatIsUndoneHasNone() throws {
        try withWorld { world in
            let admin = try world.addAdministrator("eve@example.org")
            let demote = Call("PATCH", "/api/accounts/\(admin.id)", json: #"{"role":"member"}"#, token: admin.token)
            try expect(try world.send(demote), is: .lastAdministrator)
            #expect(try records(world, .roleChanged).isEmpty)
            // Nor does the next transaction of the thread.
            _ = try world.addUser()
            #expect(try records(world, .roleChanged).isEmpty)
        }
    }
}
