import TestSite

/// Every client adds one movie by the same request, and says so by a key.
struct KeyedAdditionRound: RaceRound {
    let refusals: Set<String> = []
    let requests: [HTTPRequest]
    private let name: String
    private let request: HTTPRequest

    init(_ number: Int, at site: RaceSite) throws {
        name = "Keyed \(number)"
        let token = try site.site.newAccount("keyed-\(number)@example.org")
        request = HTTPRequest("POST", "/api/movies", json: Site.movie(name), token: token)
            .with("Idempotency-Key", "round-\(number)")
        requests = Array(repeating: request, count: RaceDriver.clients)
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let query = """
            WITH movie (id, owner) AS (SELECT id, added_by FROM movies WHERE key = '\(name)')
            SELECT json_object(
                'movies', (SELECT count(*) FROM movie),
                'kept', (SELECT count(*) FROM idempotency_keys WHERE account IN (SELECT owner FROM movie)))
            """
        let numbers = try site.numbers(query)
        let isDone = numbers["movies"] == 1
        findings.judge(
            [
                RaceEffect(
                    name: "the movie is added", contenders: Array(requests.indices), isDone: isDone, mayRepeat: true)
            ], responses)
        findings.compare(numbers, with: ["movies": isDone ? 1 : 0, "kept": isDone ? 1 : 0], after: "the race")
        // The first response again, also by processes that did not give it.
        let again = try site.succeed(request)
        findings.expect(
            (again["Idempotency-Replayed"] == "true") == isDone, "the request was \(isDone ? "done again" : "not new")")
        let done = responses.all.compactMap { if case .done(let response) = $0 { response } else { nil } }
        for response in done {
            let isSame = response.text == again.text && response["Location"] == again["Location"]
            findings.expect(isSame && response["ETag"] == again["ETag"], "\(response.text) is not \(again.text)")
        }
        findings.expect(
            done.count { $0["Idempotency-Replayed"] == nil } <= 1, "several responses are called the first one")
        findings.compare(try site.numbers(query), with: ["movies": 1, "kept": 1], after: "one more request")
    }
}
