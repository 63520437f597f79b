import Mail

/// How many mails about changes that its user makes an address may get: changes of the password, and deletions. Without it
/// who signs up with the address of another could send it one after the other.
///
/// Tests: NoticeBudgetTests.swift
package struct NoticeBudget: Sendable {
    /// Holds ``Limits/noticesPerAddress`` and empties in an hour.
    package let bucket: GuessBucket
    /// How many buckets there may be, those of guesses included.
    package let mostBuckets: Int
    package let time: UnixTime

    package init(bucket: GuessBucket, mostBuckets: Int, time: UnixTime) {
        self.bucket = bucket
        self.mostBuckets = mostBuckets
        self.time = time
    }
}
