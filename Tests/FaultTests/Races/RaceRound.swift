import TestSite

/// One round of a race: requests that contend, and what the storage may hold after them.
protocol RaceRound {
    /// Makes what the requests contend for.
    ///
    /// - Parameter number: makes the addresses of the round its own.
    init(_ number: Int, at site: RaceSite) throws

    /// What the clients send, one request each, all at the same moment.
    var requests: [HTTPRequest] { get }

    /// The errors with which a request may be refused, such as `403 BadToken`.
    var refusals: Set<String> { get }

    /// Compares the responses with the storage, by SQL and by requests.
    ///
    /// - Throws: ``Failure`` when something cannot be asked for; what is not as it must be goes to `findings`.
    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws
}

/// Something that some requests of a round would do.
struct RaceEffect {
    /// Such as "the address is proved".
    let name: String
    /// The numbers of the requests that would do it.
    let contenders: [Int]
    /// Whether the storage says that it is done.
    let isDone: Bool
    /// Whether several requests may be told that it is done, as it is so already.
    var mayRepeat = false
}
