import TestSite

/// What is not as it must be after a round, in sentences.
struct RaceFindings {
    /// Whether anything was done that the requests contended for, and whether a client knows.
    enum Outcome {
        case none, unacknowledged, acknowledged
    }

    private(set) var problems: [String] = []
    private(set) var outcome = Outcome.none

    mutating func expect(_ isSo: Bool, _ problem: @autoclosure () -> String) {
        if !isSo { problems.append(problem()) }
    }

    /// Compares numbers of the storage with those that belong to an outcome.
    mutating func compare(_ found: [String: Int], with expected: [String: Int], after outcome: String) {
        for (name, number) in expected.sorted(by: { $0.key < $1.key }) where found[name] != number {
            problems.append("\(outcome): \(name) is \(found[name].map(String.init) ?? "missing"), not \(number)")
        }
    }

    /// Compares what is done with what was acknowledged: one outcome, or none where no response says that there is one.
    ///
    /// - Parameter isExclusive: whether one effect rules the others out.
    mutating func judge(_ effects: [RaceEffect], _ responses: RaceResponses, isExclusive: Bool = true) {
        for effect in effects {
            let done = responses.done(among: effect.contenders)
            expect(effect.mayRepeat || done.count <= 1, "\(done.count) requests were told that \(effect.name)")
            expect(done.isEmpty || effect.isDone, "it was acknowledged that \(effect.name), and is not so")
            let isPossible = !responses.possible(among: effect.contenders).isEmpty
            expect(!effect.isDone || isPossible, "\(effect.name), though every request for it was refused")
        }
        let done = effects.filter(\.isDone).map(\.name)
        let isAcknowledged = effects.contains { !responses.done(among: $0.contenders).isEmpty }
        outcome = done.isEmpty ? .none : isAcknowledged ? .acknowledged : .unacknowledged
        expect(!isExclusive || done.count <= 1, "two outcomes: \(done.joined(separator: ", and "))")
        let refused = responses.refused(among: responses.all.indices)
        expect(!done.isEmpty || refused.isEmpty, "\(refused.count) requests were refused, and nothing was done")
    }

    /// Expects that of all passwords exactly one opens an account, and that it is one of those that may.
    mutating func expectOnePassword(_ good: [Int], of possible: [Int]) {
        expect(good.count == 1 && possible.contains(good), "passwords \(good) are good, not one of \(possible)")
    }
}
