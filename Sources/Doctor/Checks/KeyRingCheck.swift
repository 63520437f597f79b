import MovieBag
import MovieBagConfiguration

/// Keys that should be removed, and what an interrupted change of them has left.
struct KeyRingCheck {
    let machine: Machine
    let path: String
    /// `nil` when the file holds one key without a time.
    let ring: KeyRing?
    /// How long tokens are good.
    let lifetimes: TokenLifetimes

    /// A key that signs only after more than so many seconds is taken for a mistake.
    private static let mostAhead: Int64 = 86_400

    var findings: [Finding] {
        let draft = path + KeyFileChange.draftSuffix
        let left: [Finding] =
            machine.status(draft) == nil
            ? []
            : [
                .warning(
                    "secret: \(draft) holds keys, and is left of a change that was interrupted",
                    fix: "look again, in case that one goes on now, and then:\nrm \(draft)")
            ]
        return left + (ring?.states(at: machine.now) ?? []).compactMap(finding)
    }

    private func finding(_ key: TokenKey, _ state: KeyState) -> Finding? {
        let fix = "movie-bag keys remove \(key.name)"
        switch state {
        case .verifies(let stopped) where lifetimes.end(ofTokensSignedUntil: stopped) <= machine.now:
            return .warning(
                "secret: key \(key.name) has not signed since \(stopped), so no token of it is good any more",
                fix: fix)
        case .waits where key.created.seconds > machine.now.seconds + Self.mostAhead:
            return .warning(
                "secret: key \(key.name) signs only from \(key.created) on, which may be a mistake",
                fix: "remove it, and add a new one:\n\(fix)\nmovie-bag keys rotate")
        case .signs, .verifies, .waits: return nil
        }
    }
}
