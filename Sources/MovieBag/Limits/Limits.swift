/// How much one client, one account and all together may use: every budget, quota and spacing. MOVIE_BAG_LIMITS=no is
/// ``none``.
///
/// Tests: QuotaTests.swift, LinkBudgetTests.swift
package struct Limits: Sendable, Equatable {
    /// Mails with links that one client address may have sent in an hour.
    package var linksPerClient = 20
    /// Mails with links that all may have sent in an hour.
    package var linksPerHour = 1000
    /// Mails that wait in the outbox, dead letters not counted.
    package var outboxMails = 10_000
    /// Links of one account that are good at once, before they are spaced.
    package var linksPerAccount = 3
    /// Sessions that one account may have at once.
    package var sessionsPerAccount = 50
    /// API tokens that one account may have at once.
    package var tokensPerAccount = 50
    /// How many seconds lie between two mails that tell an owner of sign-ups with the address.
    package var signUpNoticeSpacing = 24 * 3600
    /// Wrong passwords of one client at one account, before there is room for one a minute.
    package var guessesPerAccountAndClient = 10
    /// Wrong passwords at one account in an hour, of all clients that have not logged in to it of late.
    package var guessesPerAccount = 100
    /// Wrong passwords of one client at all accounts, before there is room for six a minute.
    package var guessesPerClient = 30
    /// Mails about changes of its password and about deletions that one address may get in an hour.
    package var noticesPerAddress = 10
    /// Buckets of wrong passwords that are kept at once. No setting: it bounds the table, and tests make it small.
    package var guessBuckets = 1_000_000
    /// Movies that one account may have added.
    package var moviesPerAccount = 1_000_000
    /// Bytes of movies that one account may write in a day, which is one of UTC.
    package var bytesPerDay = 1 << 30

    /// Bytes that large responses may take at once in one process: 31 pages, so that slow readers of these leave half of the
    /// threads to other requests.
    package var responseBytes = 32 << 20

    package init() {}

    /// No limit at all.
    package static let none: Limits = {
        var limits = Limits()
        limits.linksPerClient = .max
        limits.linksPerHour = .max
        limits.outboxMails = .max
        limits.linksPerAccount = .max
        limits.sessionsPerAccount = .max
        limits.tokensPerAccount = .max
        limits.signUpNoticeSpacing = 0
        limits.guessesPerAccountAndClient = .max
        limits.guessesPerAccount = .max
        limits.guessesPerClient = .max
        limits.noticesPerAddress = .max
        limits.moviesPerAccount = .max
        limits.bytesPerDay = .max
        limits.responseBytes = .max
        return limits
    }()
}
