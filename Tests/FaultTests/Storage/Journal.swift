/// What one client asked for and what it was answered: what must be so, and what may be so.
struct Journal: Sendable {
    /// Two states that a movie may be in, as the change from one to the other was not answered; `nil` is none.
    struct Doubt: Sendable {
        let before: MixedMovie
        let after: MixedMovie?
    }

    /// The account that owns the movies.
    let owner: String
    /// The movies as acknowledged, by id.
    var movies: [String: MixedMovie] = [:]
    /// Deletions that were acknowledged since the latest check.
    var removed: Set<String> = []
    var doubtfulAdditions: [MixedMovie] = []
    var doubtfulChanges: [String: Doubt] = [:]

    /// The accounts as acknowledged: ids by address.
    var accounts: [String: String] = [:]
    var doubtfulAccounts: [String] = []

    var reset: JournalReset

    /// Answers that make no sense, in sentences.
    var complaints: [String] = []
    var figures = JournalFigures()

    init(owner: String, reset: JournalReset) {
        self.owner = owner
        self.reset = reset
    }
}
