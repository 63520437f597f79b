import Testing

@Suite("Writing only what one has read")
struct ConditionalWriteTests {
    @Test func aTagIsGoodForOneChange() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let tag = try world.tag("/api/movies/\(id)")
            let changed = try world.send(.renaming(id, to: "Ikiru", by: user).onlyIf(tag))
            #expect((changed.status, changed.text) == (200, "\"\""))
            let before = try world.movies()
            for write in [Call.renaming(id, to: "Red Beard", by: user), .removing(id, by: user)] {
                let response = try world.send(write.onlyIf(tag))
                try expect(response, is: .preconditionFailed)
                #expect(
                    response.text
                        == #"{"error":"PreconditionFailed","message":"Movie has been changed since it was read","#
                        + #""status":412}"#)
            }
            #expect(try world.movies() == before)
            let removed = try world.send(.removing(id, by: user).onlyIf(try world.tag("/api/movies/\(id)")))
            #expect((removed.status, removed.text) == (200, "\"\""))
            #expect(try world.movies() == "[]")
        }
    }

    /// Values that name a state that there is, `{}` being its tag.
    @Test(arguments: ["{}", "*", "\"x\", {}", "{}, W/\"x\"", "W/{}, {}", " {} ", "{},", "\"1-0000000000000000\",{}"])
    func aNamedStateMayBeWritten(form: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            for write in [Call.renaming(id, to: "Ikiru", by: user), .removing(id, by: user)] {
                let tags = form.replacing("{}", with: try world.tag("/api/movies/\(id)"))
                #expect(try world.send(write.onlyIf(tags)).status == 200, "\(write.method)")
            }
        }
    }

    /// Values that name none, `{}` being the tag of the movie, `{list}` and `{other}` those of others.
    @Test(arguments: [
        "W/{}", "{list}", "{other}", "{other}, {list}, W/{}", ",", " ", "\"\"", "\"x\"", "x", "{}x", "x{}", "{}, x",
        "{}, *",
        "**", "w/{}", "{", "\"1-\"", "\"1-0000000000000000\"", "\"1-ffffffffffffffff\"", "\"1--000000000000001\"",
        "\"1-+000000000000001\"", "\"é\"",
    ])
    func anyOtherStateMayNot(form: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let other = try world.addMovie("Ikiru", by: user)
            let tags = form.replacing("{}", with: try world.tag("/api/movies/\(id)"))
                .replacing("{other}", with: try world.tag("/api/movies/\(other)"))
                .replacing("{list}", with: try world.tag("/api/movies"))
            let before = try world.movies()
            for write in [Call.renaming(id, to: "Red Beard", by: user), .removing(id, by: user)] {
                try expect(try world.send(write.onlyIf(tags)), is: .preconditionFailed, "\(write.method)")
            }
            #expect(try world.movies() == before)
        }
    }

    // Each revision has one spelling, so that nothing else is taken for it.
    @Test func otherSpellingsOfATagNameNone() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let digits = try world.tag("/api/movies/\(id)").dropFirst(3).dropLast()
            let significant = digits.drop { $0 == "0" }
            let spellings = [
                "\(digits)", "-\(digits)", "2-\(digits)", "01-\(digits)", "1-\(digits)-1000", "1-0\(digits)",
                "1-\(significant)", "1-+\(digits.dropFirst())", "1- \(digits.dropFirst())", "1-\(digits) ",
                "1\(digits)",
            ]
            for spelling in spellings {
                let call = Call.renaming(id, to: "Ikiru", by: user).onlyIf("\"\(spelling)\"")
                try expect(try world.send(call), is: .preconditionFailed, "\(spelling)")
            }
        }
    }

    @Test func anEmptyConditionLimitsNothing() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            #expect(try world.send(.renaming(id, to: "Ikiru", by: user).onlyIf("")).status == 200)
            #expect(try world.send(.removing(id, by: user).onlyIf("")).status == 200)
        }
    }
}
