import Testing

/// What a web server that compresses JSON makes of our tags: a suffix inside the quotes, or a weak tag, or both.
@Suite("Tags of responses that the web server has compressed")
struct CompressedTagTests {
    /// The tag as a client has it, `{}` being ours without its quotes.
    static let strong = ["\"{}-gzip\"", "\"{}-br\"", "\"{}-zstd\"", "\"{}-deflate\""]
    static let weak = ["W/\"{}\"", "W/\"{}-gzip\""]
    static let others = [
        "\"{}-gzip-gzip\"", "\"{}gzip\"", "\"{}-GZIP\"", "\"{};gzip\"", "\"-gzip\"", "\"{}-\"", "\"{}-compress\"",
    ]

    private func opaque(_ tag: String) -> String { String(tag.dropFirst().dropLast()) }

    @Test(arguments: strong + weak)
    func aReaderWhoHasACompressedResponseHasItAlready(form: String) throws {
        try withWorld { world in
            let id = try world.addMovie("Ran", by: world.addUser())
            for path in ["/api/movies", "/api/movies?limit=1", "/api/movies/\(id)"] {
                let tag = try world.tag(path)
                let response = try world.send(Call("GET", path).unless(form.replacing("{}", with: opaque(tag))))
                #expect(response.status == 304, "\(path)")
                #expect(response["ETag"] == [tag])
            }
        }
    }

    @Test(arguments: others)
    func noOtherEndingIsTakenOff(form: String) throws {
        try withWorld(Arrangement(takesWeakTags: true)) { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let tag = form.replacing("{}", with: opaque(try world.tag("/api/movies/\(id)")))
            #expect(try world.send(Call("GET", "/api/movies/\(id)").unless(tag)).status == 200)
            try expect(try world.send(.renaming(id, to: "Ikiru", by: user).onlyIf(tag)), is: .preconditionFailed)
        }
    }

    /// Strong tags may write on every site, weak ones only where the operator says that it compresses.
    @Test(arguments: strong.map { ($0, true) } + weak.map { ($0, false) }, [false, true])
    func aCompressedResponsesTagMayWrite(_ form: (tag: String, isStrong: Bool), takesWeakTags: Bool) throws {
        try withWorld(Arrangement(takesWeakTags: takesWeakTags)) { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            for write in [Call.renaming(id, to: "Ikiru", by: user), .removing(id, by: user)] {
                let tag = form.tag.replacing("{}", with: opaque(try world.tag("/api/movies/\(id)")))
                let response = try world.send(write.onlyIf(tag))
                if form.isStrong || takesWeakTags {
                    #expect(response.status == 200, "\(write.method)")
                } else {
                    try expect(response, is: .preconditionFailed, "\(write.method)")
                }
            }
        }
    }

    @Test(arguments: strong + weak)
    func anOldStateIsStillRefused(form: String) throws {
        try withWorld(Arrangement(takesWeakTags: true)) { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let old = form.replacing("{}", with: opaque(try world.tag("/api/movies/\(id)")))
            try world.rename(id, to: "Ikiru", by: user)
            #expect(try world.send(Call("GET", "/api/movies/\(id)").unless(old)).status == 200)
            try expect(try world.send(.renaming(id, to: "Red Beard", by: user).onlyIf(old)), is: .preconditionFailed)
        }
    }
}
