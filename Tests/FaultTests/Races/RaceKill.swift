import TestSite

/// What is killed in a round, and when.
struct RaceKill: Sendable, CustomStringConvertible {
    enum Victims: CaseIterable {
        case aWorker, bothWorkers, supervisor, everything
    }

    /// When it happens, counted from the moment at which the clients begin.
    enum Moment {
        case microseconds(Int)
        /// After so many responses.
        case responses(Int)
    }

    let victims: Victims
    let moment: Moment

    /// Of four rounds two are killed before the first response, mostly, one among the first and one among all of them.
    ///
    /// - Parameter round: its number, so that a few rounds have moments of each kind.
    init(_ round: Int, _ choices: inout SeededChoices) {
        victims = Victims.allCases.randomElement(using: &choices) ?? .everything
        moment =
            switch round % 4 {
            case 2: .responses(choices.number(in: 1...8))
            case 3: .responses(choices.number(in: 1...48))
            default: .microseconds(choices.number(in: 0...Scale.choose(short: 10_000, full: 4000)))
            }
    }

    var description: String {
        switch moment {
        case .microseconds(let time): "kill of \(victims) after \(time) µs"
        case .responses(let count): "kill of \(victims) after \(count) responses"
        }
    }
}
