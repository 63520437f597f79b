import TestSite

/// What the journals of all clients explain, and what they miss.
struct JournalFindings {
    /// What is not as it must be, in sentences.
    var problems: [String] = []
    /// The movies and accounts that somebody asked for.
    var movies: Set<String> = []
    var accounts: Set<String> = []
}

extension Journal {
    /// Compares the journal with the database, and finds out what became of that which was not answered.
    mutating func settle(_ state: JournalContents, _ findings: inout JournalFindings) {
        findings.problems += complaints
        complaints = []
        settleMovies(state, &findings)
        settleAccounts(state, &findings)
    }

    private mutating func settleMovies(_ state: JournalContents, _ findings: inout JournalFindings) {
        for id in removed where state.movies[id] != nil {
            findings.problems.append("movie \(id) was removed and is still there")
        }
        removed = []
        for (id, doubt) in doubtfulChanges {
            let movie = state.movies[id].map(MixedMovie.init)
            guard movie == doubt.before || movie == doubt.after else {
                findings.problems.append("movie \(id) is neither as it was nor as it was wanted")
                continue
            }
            if movie != doubt.before { figures.doneUnanswered += 1 }
            movies[id] = movie
        }
        doubtfulChanges = [:]
        for addition in doubtfulAdditions {
            guard let id = state.idsByName[addition.name] else { continue }
            figures.doneUnanswered += 1
            // Whether the rest of it is there is looked at below.
            movies[id] = addition
        }
        doubtfulAdditions = []
        for (id, wanted) in movies {
            findings.movies.insert(id)
            guard let movie = state.movies[id] else {
                findings.problems.append("movie \(id), \(wanted.name), was acknowledged and is lost")
                continue
            }
            if MixedMovie(movie) != wanted || movie.owner.oid != owner {
                findings.problems.append("movie \(id), \(wanted.name), is not as it was acknowledged")
            }
        }
    }

    private mutating func settleAccounts(_ state: JournalContents, _ findings: inout JournalFindings) {
        for email in doubtfulAccounts {
            guard let id = state.accounts[email] else { continue }
            figures.doneUnanswered += 1
            accounts[email] = id
        }
        doubtfulAccounts = []
        for (email, id) in accounts {
            findings.accounts.insert(email)
            if state.accounts[email] != id {
                findings.problems.append("account \(email) was acknowledged as \(id) and is lost")
            }
        }
    }
}

/// A snapshot, prepared for looking things up.
struct JournalContents {
    let movies: [String: Movie]
    let idsByName: [String: String]
    let accounts: [String: String]

    init(_ snapshot: JournalSnapshot) {
        movies = Dictionary(snapshot.movies.map { ($0.id.oid, $0) }) { first, _ in first }
        idsByName = Dictionary(snapshot.movies.map { ($0.name, $0.id.oid) }) { first, _ in first }
        accounts = snapshot.accounts
    }
}
