/// In which order keys take turns.
///
/// A key that comes anew does not wait for a whole round but goes first, as the new queues of RFC 8290, section 4.2, do;
/// every fourth turn at least is one of the others, so that a stream of ever new keys cannot keep them waiting.
///
/// Tests: FairQueueTests.swift
struct TurnOrder<Key: Hashable> {
    private static var mostNewcomersInARow: Int { 3 }

    /// Keys that wait for their first turn, and those that have had one; each key is in one of the lists.
    private var newcomers: [Key] = []
    private var regulars: [Key] = []
    /// How many turns in a row were newcomers'.
    private var newcomersInARow = 0

    /// Adds a key that comes anew.
    mutating func add(_ key: Key) {
        newcomers.append(key)
    }

    /// Takes out the key whose turn it is; `nil` when none has anything.
    ///
    /// - Parameters:
    ///   - hasAny: whether a key that has had a turn has something for another one.
    ///   - forget: told of a key that has had nothing for a whole round: it comes anew the next time.
    mutating func next(where hasAny: (Key) -> Bool, forget: (Key) -> Void) -> Key? {
        if newcomersInARow < Self.mostNewcomersInARow, !newcomers.isEmpty {
            newcomersInARow += 1
            return newcomers.removeFirst()
        }
        newcomersInARow = 0
        while !regulars.isEmpty {
            let key = regulars.removeFirst()
            if hasAny(key) { return key }
            forget(key)
        }
        return newcomers.isEmpty ? nil : newcomers.removeFirst()
    }

    /// Adds a key that has had its turn.
    mutating func putBack(_ key: Key) {
        regulars.append(key)
    }

    /// Takes a key out that does not get its turn.
    mutating func remove(_ key: Key) {
        newcomers.removeAll { $0 == key }
        regulars.removeAll { $0 == key }
    }

    /// Takes all keys out. Their memory stays.
    mutating func removeAll() {
        newcomers.removeAll(keepingCapacity: true)
        regulars.removeAll(keepingCapacity: true)
        newcomersInARow = 0
    }
}
