import Folding
import Testing

/// Strings that have broken other programs, as names, casts and queries, where the file with them is there.
@Suite(.enabled(if: Repository.hasVectors("naughty_strings.json"))) struct NaughtyStringTests {
    private struct File: Decodable {
        let strings: [String]
    }

    private static var texts: [String] {
        get throws { try Repository.readVectors("naughty_strings.json", as: File.self).strings }
    }

    @Test func noneIsAnErrorOfOurs() throws {
        try withWorld { world in
            let user = try world.addUser()
            for text in try Self.texts {
                let body = movieBody(text, casts: [text], genres: [text])
                let status = try world.send(Call("POST", "/api/movies", json: body, token: user.token)).status
                #expect(status == 200 || status == 400, "\(text.debugDescription)")
                for query in ["q", "genre", "cast", "year", "sort", "after", "added_by"] {
                    let status = try world.send(Call("GET", "/api/movies?\(query)=\(text.encoded)")).status
                    #expect(status == 200 || status == 400, "\(query): \(text.debugDescription)")
                }
                let casts = try world.send(Call("GET", "/api/casts?q=\(text.encoded)&after=\(text.encoded)")).status
                #expect(casts == 200 || casts == 400, "\(text.debugDescription)")
            }
        }
    }

    @Test func eachIsFoundByItsOwnWords() throws {
        var found = 0
        for part in stride(from: 0, to: try Self.texts.count, by: 100) {
            // A hundred at a time, so that a page has all that a word finds.
            try withWorld { world in
                let user = try world.addUser()
                for text in try Self.texts[part...].prefix(100) {
                    let body = movieBody(text, casts: [], genres: [])
                    let added = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
                    guard added.status == 200 else { continue }
                    let id = try added.member("id")
                    for word in Folding.words(of: Array(text.utf8)) {
                        let response = try world.send(
                            Call("GET", "/api/movies?q=\(String(decoding: word, as: UTF8.self).encoded)"))
                        #expect(response.text.contains(id), "\(text.debugDescription) by \(word)")
                        found += 1
                    }
                    guard (try? SearchQuery(Array(text.utf8))) != nil, text.unicodeScalars.count <= 200 else {
                        continue
                    }
                    #expect(
                        try world.send(Call("GET", "/api/movies?q=\(text.encoded)")).text.contains(id),
                        "\(text.debugDescription)")
                }
            }
        }
        #expect(found > 500)
    }

    /// As a member of a cast and as a genre: by the whole text, and in their lists by each word.
    @Test func eachIsFoundAsCastAndGenre() throws {
        var found = 0
        for part in stride(from: 0, to: try Self.texts.count, by: 100) {
            try withWorld { world in
                let user = try world.addUser()
                for (number, text) in try Self.texts[part...].prefix(100).enumerated() {
                    let body = movieBody("Movie \(number)", casts: [text], genres: [text])
                    let added = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
                    guard added.status == 200 else { continue }
                    let id = try added.member("id")
                    for parameter in ["cast", "genre"] {
                        let response = try world.send(Call("GET", "/api/movies?\(parameter)=\(text.encoded)"))
                        #expect(response.text.contains(id), "\(parameter): \(text.debugDescription)")
                    }
                    let labels = try world.send(Call("GET", "/api/casts")).objects().compactMap { $0.text("name") }
                    // In the first spelling of those that are one text when they are folded.
                    let key = Folding.fold(Array(text.utf8))
                    let spelling = try #require(
                        labels.first { Folding.fold(Array($0.utf8)) == key }, "\(text.debugDescription)")
                    for word in Folding.words(of: Array(text.utf8)) {
                        let query = String(decoding: word, as: UTF8.self).encoded
                        let listed = try world.send(Call("GET", "/api/casts?q=\(query)")).objects()
                        #expect(listed.contains { $0.text("name") == spelling }, "\(text.debugDescription) by \(word)")
                        found += 1
                    }
                }
            }
        }
        #expect(found > 500)
    }

    /// Such a query says nothing of words, so it finds what is found without it.
    @Test func aTextWithoutWordsFindsEveryMovie() throws {
        let texts = try Self.texts.filter { text in
            (1...200).contains(text.unicodeScalars.count) && !text.unicodeScalars.contains("\0")
                && Folding.words(of: Array(text.utf8)).isEmpty
        }
        #expect(texts.count > 20)
        try withWorld { world in
            let user = try world.addUser()
            for text in texts {
                // Some have the name of another one of them.
                _ = try world.send(Call("POST", "/api/movies", json: movieBody(text), token: user.token))
            }
            let all = try world.send(Call("GET", "/api/movies"))
            #expect(
                try Set(all.objects().map { Array(($0.text("name") ?? "").utf8) }) == Set(texts.map { Array($0.utf8) }))
            for text in texts {
                let found = try world.send(Call("GET", "/api/movies?q=\(text.encoded)"))
                #expect(found.text == all.text, "\(text.debugDescription)")
            }
        }
    }
}

extension String {
    fileprivate var encoded: String {
        utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
