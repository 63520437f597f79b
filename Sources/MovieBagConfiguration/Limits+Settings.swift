import MovieBag

/// Tests: SettingsTests.swift
extension Limits {
    /// Reads every limit; none of them holds when MOVIE_BAG_LIMITS is no.
    init(_ reader: inout SettingsReader) {
        let areOn = reader.switch(.limits)
        self.init()
        linksPerClient = reader.number(.linksPerClient)
        linksPerHour = reader.number(.linksPerHour)
        outboxMails = reader.number(.outboxMails)
        sessionsPerAccount = reader.number(.sessionsPerAccount)
        guessesPerAccountAndClient = reader.number(.guessesPerAccountAndClient)
        guessesPerAccount = reader.number(.guessesPerAccount)
        guessesPerClient = reader.number(.guessesPerClient)
        noticesPerAddress = reader.number(.noticesPerAddress)
        moviesPerAccount = reader.number(.moviesPerAccount)
        bytesPerDay = reader.number(.bytesPerDay)
        if !areOn { self = .none }
    }
}
