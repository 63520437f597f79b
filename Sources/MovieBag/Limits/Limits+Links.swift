/// Tests: LinkSpacingTests.swift
extension Limits {
    /// For how long the links of one client and of all are counted together, in seconds.
    package static let linkWindow: Int64 = 3600
    /// Of how many clients the links are counted at once. Beyond it the one is forgotten that asked for the fewest, so no
    /// number of addresses frees a client that has used up much.
    package static let countedClients: Int64 = 10_000

    /// How old the newest link of an account must be, in seconds, before one more is made beyond ``linksPerAccount``: a
    /// quarter of an hour, or of the lifetime where that is shorter.
    package static func linkSpacing(lifetime: Int64) -> Int64 {
        max(1, min(900, lifetime / 4))
    }

    /// Whether links are counted at all.
    package var countLinks: Bool {
        linksPerClient < .max || linksPerHour < .max || outboxMails < .max
    }
}
