import Cryptography
import MovieBag
import MovieBagAPI
import MovieBagSite
import Threads
import Web

/// Remembers what was reported of errors, in order.
final class ReportedErrors: ErrorLog {
    private let names = Monitor<[String]>([])

    func report(_ error: any Error, published row: PublishedError) {
        names.withLock { $0.append("\(type(of: error)): \(row.name)") }
    }

    func report(_ limit: LimitReached, by client: Client, _ request: Request) {
        names.withLock { $0.append("limit: \(client), \(String(decoding: request.target.path, as: UTF8.self))") }
    }

    func reportUnchecked(_ error: CryptError) {
        names.withLock { $0.append("bcrypt: \(error)") }
    }

    func reportUnsearchable(_ error: any Error) {
        names.withLock { $0.append("breached passwords: \(error)") }
    }

    /// All so far: the type of an error and the name of its row, or the client that a limit refused and the path.
    var all: [String] { names.withLock { $0 } }
}
