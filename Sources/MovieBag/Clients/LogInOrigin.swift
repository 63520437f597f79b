/// From where an account has logged in of late. It is kept of few accounts: those that have a seat.
package struct LogInOrigin: Sendable, Equatable {
    /// The network of its latest log-in.
    package let network: ClientNetwork
    /// Log-ins from there: its own in a row, and those of accounts without a seat.
    package let logIns: Int

    package init(network: ClientNetwork, logIns: Int) {
        self.network = network
        self.logIns = logIns
    }

    /// How many accounts have a seat: the first that log in. Only an account that has not logged in for ``keptFor`` loses
    /// it, so no number of new accounts drives the old ones out.
    package static let seats = 16
    /// More log-ins than these from one network need not be counted: they are as many as the judgement asks for.
    package static let enough = 50
    /// How long the origin of a log-in is kept. Longer than an access token lives, so that an account in use keeps its
    /// seat; and a site that moves behind a proxy is recognised once its users have logged in again.
    package static let keptFor = Duration.seconds(30 * 24 * 3600)
}
