/// What clients had asked for and been told when the power failed, and so what must, may and must not be found.
struct ReplayPromises {
    /// How far a movie has come, in states; a movie that was removed is in the state behind its last.
    private struct Progress {
        var asked = -1
        var promised = -1
        /// The state in which it is gone, once that has been asked for.
        var gone: Int?
    }

    private var movies: [String: Progress] = [:]
    private var accounts = 0
    private var sessions = 0

    /// What was known at a line of the record.
    init(_ requests: [RecordedRequest], at time: Int) {
        var names: [String: String] = [:]
        for request in requests where request.received <= time {
            let isPromised = request.response.map { $0.isSuccess && $0.time <= time } ?? false
            switch request.kind {
            case .signUp: if isPromised { accounts += 1 }
            case .logIn: if isPromised { sessions += 1 }
            case .put(let movie, let state):
                movies[movie, default: Progress()].asked = state
                if isPromised { movies[movie]?.promised = state }
                if let id = request.response?.id { names[id] = movie }
            case .remove(let id):
                // Its client knew the id, so a response has told it.
                guard let movie = names[id], let asked = movies[movie]?.asked else { continue }
                movies[movie]?.asked = asked + 1
                movies[movie]?.gone = asked + 1
                if isPromised { movies[movie]?.promised = asked + 1 }
            }
        }
    }

    /// How many changes clients had been told of.
    var count: Int { accounts + sessions + movies.values.reduce(0) { $0 + $1.promised + 1 } }

    /// What a database has wrong, by the names of its movies and the numbers of its accounts and sessions.
    func problems(movies names: [String], accounts: Int, sessions: Int) -> [String] {
        var problems: [String] = []
        if accounts < self.accounts { problems.append("an account is missing") }
        if sessions < self.sessions { problems.append("a session is missing") }
        var found: [String: Int] = [:]
        for name in names {
            let parts = name.split(separator: "/")
            found[String(parts[0])] = Int(parts[1])
            if movies[String(parts[0])] == nil { problems.append("\(name) was never asked for") }
        }
        for (movie, progress) in movies {
            if let state = found[movie] {
                if state < progress.promised {
                    problems.append("\(movie) is in state \(state), not \(progress.promised)")
                }
                if state > progress.asked { problems.append("\(movie) is in state \(state), never asked for") }
            } else if progress.promised >= 0 && progress.gone == nil {
                problems.append("\(movie) is missing")
            }
        }
        return problems
    }
}
