import MovieBag

/// Whether those see the collection who may: a cache in front of the service must not show it to everybody.
///
/// Tests: CollectionCheckTests.swift
struct CollectionCheck {
    let site: AskedSite
    /// MOVIE_BAG_READERS, when it is known here.
    let readers: Readers?

    /// Who can read, as it was seen, and what is to be said of that.
    func result() async -> (readers: Readers, findings: [Finding]) {
        let outcome = await site.ask("GET", "/api/movies?limit=1")
        let seen: Readers = outcome.response?.error == "MissingToken" ? .accounts : .anyone
        return (seen, findings(seen, outcome))
    }

    private func findings(_ seen: Readers, _ outcome: SiteOutcome) -> [Finding] {
        switch (seen, readers) {
        case (.accounts, .accounts), (.accounts, nil): return [.ok("site: the collection is for accounts alone")]
        case (.accounts, .anyone):
            return [
                .warning(
                    "site: the collection is for accounts alone, though MOVIE_BAG_READERS is anyone here",
                    fix: "the service runs with other settings than those read here: systemctl reload movie-bag")
            ]
        case (.anyone, .accounts):
            return [
                .problem(
                    "site: the collection is shown without a token (\(outcome.words)), though MOVIE_BAG_READERS is "
                        + "accounts",
                    fix:
                        "restart the service, which may run with older settings, and let no cache in front of it keep what "
                        + "says Cache-Control: private")
            ]
        case (.anyone, .anyone), (.anyone, nil): return []
        }
    }
}
