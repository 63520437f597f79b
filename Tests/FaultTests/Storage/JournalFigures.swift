/// How much was asked and answered.
struct JournalFigures: Sendable {
    /// Changes that were acknowledged.
    var acknowledged = 0
    var acknowledgedResets = 0
    /// Changes that were not answered, or by a proxy that lost the service.
    var unanswered = 0
    /// Those of them that turned out to be done.
    var doneUnanswered = 0
    /// Deletions that were done, though the response says that there is nothing to delete (any more).
    var refusedThoughDone = 0
    /// The longest time from a change's request to its acknowledgement.
    var slowest = Duration.zero

    /// For the middle column of the table of results.
    var extent: String {
        "\(acknowledged) changes acknowledged, \(acknowledgedResets) of them resets, \(unanswered) not answered"
    }

    /// For its last column.
    var outcome: String {
        "of those not answered \(doneUnanswered) were done wholly, the others not at all; "
            + "\(refusedThoughDone) deletions done but answered 403"
    }

    static func + (one: JournalFigures, other: JournalFigures) -> JournalFigures {
        JournalFigures(
            acknowledged: one.acknowledged + other.acknowledged,
            acknowledgedResets: one.acknowledgedResets + other.acknowledgedResets,
            unanswered: one.unanswered + other.unanswered,
            doneUnanswered: one.doneUnanswered + other.doneUnanswered,
            refusedThoughDone: one.refusedThoughDone + other.refusedThoughDone,
            slowest: max(one.slowest, other.slowest))
    }
}
