/// What an administrator can do with the outbox. A store belongs to one thread.
///
/// Every function throws ``StorageUnavailable`` or ``Overloaded`` when it could not be done, and then it was not.
package protocol OutboxAdministration {
    /// Shows all letters, the oldest first, one at a time.
    ///
    /// - Parameter show: must not use the store.
    func forEachLetter(_ show: (OutboxMailStatus) throws -> Void) throws

    /// Looks a letter up.
    func letter(_ id: OutboxMailID) throws -> OutboxMailStatus?

    /// Makes letters due at once, dead ones too: all of these, or none.
    ///
    /// - Returns: how many.
    /// - Throws: ``LetterRefusal``.
    func retry(_ selection: LetterSelection, at now: UnixTime) throws -> Int

    /// Takes letters out, undelivered: all of these, or none.
    ///
    /// - Returns: how many.
    /// - Throws: ``LetterRefusal``.
    func drop(_ selection: LetterSelection, at now: UnixTime) throws -> Int
}

/// Which letters are meant.
package enum LetterSelection: Sendable, Equatable {
    case these([OutboxMailID])
    case allDead
}

/// Why nothing was done with the letters that were named.
package enum LetterRefusal: Error, Equatable {
    /// There is none with this id; perhaps it was delivered.
    case unknown(OutboxMailID)
    /// A process is delivering it.
    case inDelivery(OutboxMailID)
}

extension LetterRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no mail \(id) in the outbox (any more); nothing was done"
        case .inDelivery(let id): "mail \(id) is being delivered at this moment; nothing was done"
        }
    }
}
