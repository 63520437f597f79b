import TestSite

/// What a client can ask for.
extension MixedWriter {
    /// Asks for a change of some kind; removals keep the number of movies within bounds.
    mutating func makeChange(on connection: HTTPConnection) throws {
        asked += 1
        let few = journal.movies.count < stock
        switch choices.number(in: 1...12) {
        case 1: signUp(on: connection)
        case 2...4: try add(on: connection)
        case 5...6 where few: try add(on: connection)
        case 7...9: try change(on: connection)
        default: remove(on: connection)
        }
    }

    private mutating func signUp(on connection: HTTPConnection) {
        let email = "new-\(number)-\(asked)@example.org"
        let request = HTTPRequest("POST", "/api/auth/signup", json: Site.credentials(email))
        switch ask(request, on: connection) {
        case .done(let response):
            // A response without an id is found out when the account is looked for.
            journal.accounts[email] = (try? response.json(Identifier.self))?.id ?? response.text
        case .unknown: journal.doubtfulAccounts.append(email)
        case .refused(let response): complain(request, response)
        }
    }

    private mutating func add(on connection: HTTPConnection) throws {
        let movie = MixedMovie(name: "\(number)-\(asked)", size: size, choices: &choices)
        let request = HTTPRequest("POST", "/api/movies", json: try movie.body, token: access)
        switch ask(request, on: connection) {
        case .done(let response):
            journal.movies[(try? response.json(Identifier.self))?.id ?? response.text] = movie
        case .unknown: journal.doubtfulAdditions.append(movie)
        case .refused(let response): complain(request, response)
        }
    }

    private mutating func change(on connection: HTTPConnection) throws {
        guard let (id, movie) = journal.movies.randomElement(using: &choices) else { return }
        let (changed, body) = try movie.changed(to: "\(number)-\(asked)", size: size, choices: &choices)
        let request = HTTPRequest("PUT", "/api/movies/\(id)", json: body, token: access)
        switch ask(request, on: connection) {
        case .done: journal.movies[id] = changed
        case .unknown: doubt(id, Journal.Doubt(before: movie, after: changed))
        case .refused(let response): complain(request, response)
        }
    }

    private mutating func remove(on connection: HTTPConnection) {
        guard let (id, movie) = journal.movies.randomElement(using: &choices) else { return }
        let request = HTTPRequest("DELETE", "/api/movies/\(id)").with("Authorization", "Bearer \(access)")
        switch ask(request, on: connection) {
        case .done:
            journal.movies[id] = nil
            journal.removed.insert(id)
        case .unknown: doubt(id, Journal.Doubt(before: movie, after: nil))
        case .refused(let response) where response.status == 403:
            // nginx asks a second process when the first is gone, perhaps after it did it. The check finds out.
            journal.figures.refusedThoughDone += 1
            journal.movies[id] = nil
            journal.removed.insert(id)
        case .refused(let response): complain(request, response)
        }
    }

    /// Uses the link that the journal has.
    mutating func useToken(on connection: HTTPConnection) {
        asked += 1
        let password = "password \(number)-\(asked)"
        journal.reset.wanted = password
        guard let token = journal.reset.token else { return }
        let request = HTTPRequest(
            "POST", "/api/auth/reset", json: #"{"reset_token":"\#(token)","password":"\#(password)"}"#)
        switch ask(request, on: connection) {
        case .done:
            journal.reset.isAcknowledged = true
            journal.figures.acknowledgedResets += 1
        case .unknown: break
        case .refused(let response): complain(request, response)
        }
    }

    /// Leaves a movie alone until the next check.
    private mutating func doubt(_ id: String, _ doubt: Journal.Doubt) {
        journal.movies[id] = nil
        journal.doubtfulChanges[id] = doubt
    }
}
