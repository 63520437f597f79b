import Cryptography
import MovieBag
import MovieBagAPI
import Web

/// Takes note of the errors that an administrator may want to know of. Called on the thread of the request, which it must
/// not hold up.
///
/// Tests: ErrorResponderTests.swift
package protocol ErrorLog: Sendable {
    /// A request failed with a status of 500 or more. Its response says nothing, so the log says all: names, codes and SQL
    /// text, never a value.
    ///
    /// - Parameter row: what the client was told.
    func report(_ error: any Error, published row: PublishedError)

    /// The file of breached passwords cannot be searched, so that a new password was not compared with it.
    func reportUnsearchable(_ error: any Error)

    /// Stored passwords that another program hashed with bcrypt cannot be checked, so that their owners cannot log in.
    func reportUnchecked(_ error: CryptError)

    /// A client was refused because of a limit (429).
    func report(_ limit: LimitReached, by client: Client, _ request: Request)
}
