import TestSite

/// Runs rounds of one race at a site of two processes.
struct RaceDriver {
    static let clients = 64

    /// What happened in all rounds.
    struct Figures {
        var rounds = 0
        var acknowledged = 0
        var refused = 0
        var unknown = 0
        /// Rounds in which nothing was done, and those in which no response says what was.
        var withoutOutcome = 0
        var unacknowledged = 0
    }

    let kind: RaceKind
    let site: RaceSite
    private(set) var figures = Figures()

    init(_ kind: RaceKind) throws {
        self.kind = kind
        site = try RaceSite(settings: kind.settings)
    }

    /// Prepares, lets all clients begin at once, kills what is to be killed, and compares.
    ///
    /// - Parameter kill: `nil` for a round in which nothing is killed, and every request is answered.
    /// - Throws: ``Failure`` with all that is not as it must be.
    mutating func run(_ kill: RaceKill?, seed: UInt64) throws {
        figures.rounds += 1
        let round = try kind.round.init(figures.rounds, at: site)
        let workers = try site.workers()
        let clients = try RaceClients(round.requests, site.site.client)
        clients.begin(waitingFor: kill?.moment ?? .responses(Self.clients))
        if let kill { site.kill(kill.victims, of: workers) }
        let responses = try clients.responses()
        if kill != nil { try site.restart() }
        var findings = RaceFindings()
        let refusals = try responses.refusals(but: round.refusals)
        findings.expect(refusals.isEmpty, "\(refusals)")
        try site.examine(&findings)
        try round.settle(responses, at: site, &findings)
        count(responses, kill: kill, &findings)
        guard findings.problems.isEmpty else {
            throw Failure(
                "round \(figures.rounds), \(kill?.description ?? "no kill"), FAULT_SEED=\(seed):\n"
                    + findings.problems.joined(separator: "\n"))
        }
    }

    private mutating func count(_ responses: RaceResponses, kill: RaceKill?, _ findings: inout RaceFindings) {
        let unknown = responses.unknown(among: responses.all.indices).count
        if kill == nil { findings.expect(unknown == 0, "\(unknown) requests were not answered") }
        figures.acknowledged += responses.done(among: responses.all.indices).count
        figures.refused += responses.refused(among: responses.all.indices).count
        figures.unknown += unknown
        switch findings.outcome {
        case .none: figures.withoutOutcome += 1
        case .unacknowledged: figures.unacknowledged += 1
        case .acknowledged: break
        }
    }
}
