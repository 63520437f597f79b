import TestSite

/// Clients of which half reset a password, each to one of its own, while the others ask for something else.
struct ResetContenders {
    /// For each client one, which only those set that reset.
    let passwords: [String]
    let requests: [HTTPRequest]
    let others: [Int]
    let resets: [Int]

    /// - Parameters:
    ///   - number: of the round.
    ///   - reset: the token of the link with which the password is reset.
    ///   - other: what the others ask for.
    init(_ number: Int, reset: String, against other: HTTPRequest) {
        let passwords = (0..<RaceDriver.clients).map { "reset \(number) of client \($0)" }
        self.passwords = passwords
        others = passwords.indices.filter { $0.isMultiple(of: 2) }
        resets = passwords.indices.filter { !$0.isMultiple(of: 2) }
        requests = passwords.indices.map { client in
            client.isMultiple(of: 2) ? other : .reset(reset, to: passwords[client])
        }
    }
}
