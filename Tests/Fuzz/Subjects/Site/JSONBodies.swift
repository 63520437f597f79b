import Foundation
import JSON
import MovieBag
import Web

/// JSON texts from strangers: read by themselves, and as the bodies of requests.
struct JSONBodies: FuzzSubject {
    let site: FuzzedSite

    func examine(_ input: [UInt8]) throws {
        if let value = try? JSONValue(parsing: input) {
            try check(value, of: input)
        }
        try examineMovie(input)
        let response = try site.response(request(to: "/api/auth/signup"), body: input)
        try require([200, 400].contains(response.status), "a body is taken or refused")
    }

    private func check(_ value: JSONValue, of input: [UInt8]) throws {
        try require(String(validating: input, as: UTF8.self) != nil, "only UTF-8 is accepted")
        // Foundation gives up on numbers that a Double cannot hold.
        if let reference = try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed) {
            try require(value.isSame(as: reference), "Foundation reads the same")
        } else {
            try require(value.holdsLongNumber, "what is accepted, Foundation accepts too")
        }
        var writer = JSONWriter()
        writer.value(value)
        try require(try JSONValue(parsing: writer.bytes) == value, "what was read can be written and read again")
    }

    /// Adds the input as a movie, and reads that again.
    private func examineMovie(_ input: [UInt8]) throws {
        site.store.clear()
        let added = try site.response(
            request(to: "/api/movies") + [("HTTP_AUTHORIZATION", Array("Bearer \(site.access)".utf8))], body: input)
        guard let movie = site.store.movie else {
            return try require(added.status == 400, "what is no movie is refused")
        }
        let shown = try site.response([
            ("REQUEST_METHOD", Array("GET".utf8)), ("REQUEST_URI", Array("/api/movies/\(movie.id)".utf8)),
        ])
        guard case .object(let sent) = try JSONValue(parsing: input),
            case .object(let read) = try JSONValue(parsing: shown.body)
        else { throw BrokenPromise(description: "a movie is an object") }
        try require(sent.members.count == 3 && read.members.count == 5, "a movie has its members and no others")
        for name in ["name", "casts", "genres"] as [StaticString] {
            try require(sent[name] == read[name], "a movie is read as it was sent")
        }
    }

    private func request(to path: String) -> [(name: StaticString, value: [UInt8])] {
        [
            ("REQUEST_METHOD", Array("POST".utf8)), ("REQUEST_URI", Array(path.utf8)),
            ("CONTENT_TYPE", Array("application/json".utf8)),
        ]
    }
}
