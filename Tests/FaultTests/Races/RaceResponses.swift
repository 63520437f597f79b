import TestSite

/// What the clients of a round learned, in the order of its requests.
struct RaceResponses: Sendable {
    enum Response: Sendable {
        case done(HTTPResponse)
        case refused(HTTPResponse)
        /// It may be done or not: no response came, or one of nginx, which lost the service.
        case unknown
    }

    let all: [Response]

    /// The requests of some numbers that were acknowledged.
    func done(among numbers: some Sequence<Int>) -> [Int] {
        numbers.filter { if case .done = all[$0] { true } else { false } }
    }

    func refused(among numbers: some Sequence<Int>) -> [Int] {
        numbers.filter { if case .refused = all[$0] { true } else { false } }
    }

    func unknown(among numbers: some Sequence<Int>) -> [Int] {
        numbers.filter { if case .unknown = all[$0] { true } else { false } }
    }

    /// Those of some numbers that may have been done: the acknowledged one, or else all that were not answered.
    func possible(among numbers: some Sequence<Int>) -> [Int] {
        let done = done(among: numbers)
        return done.isEmpty ? unknown(among: numbers) : done
    }

    /// Refusals that are none of those, each with its text.
    func refusals(but expected: Set<String>) throws -> [String] {
        try all.compactMap { response in
            guard case .refused(let response) = response else { return nil }
            let error = try response.json(PublishedError.self)
            return expected.contains("\(response.status) \(error.error)") ? nil : "\(response.status) \(response.text)"
        }
    }
}
