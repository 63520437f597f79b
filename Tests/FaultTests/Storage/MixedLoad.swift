import TestSite

/// Clients that write all kinds of things to one site, in rounds: after each of them, what they were answered is
/// compared with what is there.
final class MixedLoad {
    let site: Site
    let seed: UInt64
    private var writers: [MixedWriter]
    private let mails: JournalMails

    /// Makes the accounts of as many clients.
    init(_ site: Site, writers: Int, size: MixedSize = .ordinary, stock: Int = 30, seed: UInt64) throws {
        self.site = site
        self.seed = seed
        mails = JournalMails(site)
        self.writers = try (0..<writers).map { number in
            let owner = try site.signUp("owner-\(number)@example.org")
            let reset = JournalReset(email: "reset-\(number)@example.org")
            try site.signUp(reset.email)
            return MixedWriter(
                number: number, client: site.client, access: try site.logIn("owner-\(number)@example.org"),
                size: size, stock: stock, seed: seed &+ UInt64(number) &+ 1,
                journal: Journal(owner: owner, reset: reset))
        }
    }

    var figures: JournalFigures { writers.map(\.journal.figures).reduce(JournalFigures(), +) }

    /// Has the clients write until `disturb` has returned, then compares.
    ///
    /// - Throws: ``Failure`` with all that is not as it must be.
    func round(_ title: String, disturb: () throws -> Void) throws {
        try prepare()
        let end = MixedWriter.End()
        let crowd = try Crowd(writers.count) { [writers] number in
            var writer = writers[number]
            try writer.run(until: end)
            return writer
        }
        defer { end.reach() }
        try disturb()
        end.reach()
        writers = try crowd.outputs()
        let problems = try settle()
        // What comes after it would only be in its way.
        guard problems.isEmpty else {
            throw Failure("\(title), FAULT_SEED=\(seed):\n" + problems.joined(separator: "\n"))
        }
    }

    /// Gives every client two sessions and a link.
    private func prepare() throws {
        writers = try concurrently(writers.count) { [writers] number in
            var writer = writers[number]
            try writer.journal.reset.prepare(writer.client)
            return writer
        }
        for index in writers.indices where writers[index].journal.reset.token == nil {
            writers[index].journal.reset.token = try mails.link(for: writers[index].journal.reset.email)
        }
    }

    /// Compares everything with everything; nobody writes now but the dispatcher, who takes mails out of the outbox.
    private func settle() throws -> [String] {
        let snapshot = try JournalSnapshot(site)
        var findings = JournalFindings()
        if snapshot.integrity != "ok" { findings.problems.append("integrity_check: \(snapshot.integrity)") }
        if snapshot.orphans != 0 { findings.problems.append("\(snapshot.orphans) rows belong to no account") }
        if snapshot.collection < snapshot.newest { findings.problems.append("a movie is newer than the collection") }
        let contents = JournalContents(snapshot)
        for index in writers.indices { writers[index].journal.settle(contents, &findings) }
        for movie in snapshot.movies where !findings.movies.contains(movie.id.oid) {
            findings.problems.append("movie \(movie.id.oid), \(movie.name), is there and was never added, or removed")
        }
        for email in snapshot.accounts.keys where !findings.accounts.contains(email) {
            findings.problems.append("account \(email) is there and never signed up")
        }
        if try site.allMovies() != snapshot.movies {
            findings.problems.append("the service shows other movies than the database has")
        }
        return try findings.problems + settleResets(snapshot)
    }

    private func settleResets(_ snapshot: JournalSnapshot) throws -> [String] {
        var problems: [String] = []
        for account in snapshot.resets {
            guard let index = writers.firstIndex(where: { $0.journal.reset.email == account.email }) else { continue }
            let sent = try mails.confirmations(for: account.email, waiting: account.mails)
            let before = writers[index].journal.reset
            problems += try writers[index].journal.reset.settle(site.client, account, mails: sent)
            if !before.isAcknowledged && writers[index].journal.reset.done > before.done {
                writers[index].journal.figures.doneUnanswered += 1
            }
        }
        return problems
    }
}
