import Testing

/// The races that are run, each as it is called in the table of results.
enum RaceKind: String, CaseIterable, CustomTestStringConvertible {
    case verify = "a proof of an address twice"
    case invitation = "an invitation twice"
    case confirmation = "a change of address against a reset"
    case undo = "the undoing of a change of address against a reset"
    case administrators = "the last two administrators demote and disable each other"
    case keyedAddition = "an addition with an Idempotency-Key, again and again"
    case departure = "the deletion of an account against its additions"

    var testDescription: String { rawValue }

    var round: any RaceRound.Type {
        switch self {
        case .verify: VerifyRound.self
        case .invitation: InvitationRound.self
        case .confirmation: ConfirmationRound.self
        case .undo: UndoRound.self
        case .administrators: AdministratorRound.self
        case .keyedAddition: KeyedAdditionRound.self
        case .departure: DepartureRound.self
        }
    }

    var settings: [String: String] {
        switch self {
        case .verify: ["MOVIE_BAG_REQUIRE_VERIFIED_EMAIL": "yes"]
        case .invitation: ["MOVIE_BAG_SIGNUP": "invitation"]
        case .confirmation, .undo, .administrators, .keyedAddition, .departure: [:]
        }
    }
}
