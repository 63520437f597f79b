import MovieBag

extension Limits {
    /// Reads every limit; none of them holds when MOVIE_BAG_LIMITS is no.
    init(_ reader: inout SettingsReader) {
        let areOn = reader.switch(.limits, default: true)
        self.init()
        let most = 1_000_000_000
        linksPerClient = reader.number(.linksPerClient, default: linksPerClient, in: 1...most)
        linksPerHour = reader.number(.linksPerHour, default: linksPerHour, in: 1...most)
        outboxMails = reader.number(.outboxMails, default: outboxMails, in: 1...most)
        sessionsPerAccount = reader.number(.sessionsPerAccount, default: sessionsPerAccount, in: 1...most)
        moviesPerAccount = reader.number(.moviesPerAccount, default: moviesPerAccount, in: 1...most)
        bytesPerDay = reader.number(.bytesPerDay, default: bytesPerDay, in: 1 << 20...1 << 50)
        if !areOn { self = .none }
    }
}
