/// What happened to a letter, for the log. No recipient and no text stands in it.
package enum OutboxEvent: Sendable, Equatable {
    case delivered(LetterID, attempt: Int)
    case postponed(LetterID, attempt: Int, until: UnixTime, reason: String)
    /// A dead letter: somebody must look at it.
    case buried(LetterID, attempt: Int, reason: String)
    /// The storage failed; the postman tries again by itself.
    case storageFailed(String)
}
