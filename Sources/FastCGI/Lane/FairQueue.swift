/// A bounded queue that is fair between keys.
///
/// Keys take turns, one element each, in order of arrival within a key. A key that comes anew does not wait for a whole
/// round but goes first, as the new queues of RFC 8290, section 4.2, do; every fourth turn at least is one of the others,
/// so that a stream of ever new keys cannot keep them waiting. When the queue is full, the key with the most in it gives
/// way to one with less: its newest element leaves. So no key can close the queue to others.
///
/// Its elements have weights, and the capacity bounds their sum.
struct FairQueue<Key: Hashable, Element> {
    private struct Entry {
        let element: Element
        let weight: Int
        let deadline: UInt64
    }

    /// What one key has in the queue; empty for a while after its last element was taken, so that a key with a single
    /// element at any time is no newcomer each time.
    private struct Backlog {
        var entries: [Entry] = []
        var weight = 0
    }

    private static var mostNewcomersInARow: Int { 3 }

    private let capacity: Int
    private var backlogs: [Key: Backlog] = [:]
    /// Keys that wait for their first turn, and those that have had one; each key is in one of the lists.
    private var newcomers: [Key] = []
    private var regulars: [Key] = []
    /// How many turns in a row were newcomers'.
    private var newcomersInARow = 0
    private var weight = 0
    /// How many elements are in it.
    private(set) var count = 0

    /// - Parameter capacity: the most that all weights may add up to.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// What became of an element that was to be added.
    enum Admission {
        /// It is in the queue; the elements that gave way to it are the caller's again.
        case queued(displaced: [Element])
        /// The queue is full, and no key has more in it than this one would have.
        case full
    }

    /// Adds an element.
    ///
    /// - Parameters:
    ///   - weight: at least 1 and at most the capacity is taken.
    ///   - deadline: when it is overdue, in milliseconds of ``MonotonicTime``.
    mutating func add(
        _ element: Element, of key: Key, weight elementWeight: Int = 1, deadline: UInt64
    ) -> Admission {
        let entry = Entry(element: element, weight: min(max(1, elementWeight), capacity), deadline: deadline)
        guard weight + entry.weight > capacity else {
            append(entry, of: key)
            return .queued(displaced: [])
        }
        // Nothing gives way to an element that does not get in: the changes hold once it is known to.
        var changed = self
        guard let displaced = changed.makeRoom(for: entry, of: key) else { return .full }
        changed.append(entry, of: key)
        self = changed
        return .queued(displaced: displaced)
    }

    /// Takes out the element whose turn it is.
    mutating func next() -> Element? {
        guard count > 0, let key = nextKey(), let first = backlogs[key]?.entries.removeFirst() else { return nil }
        backlogs[key]?.weight -= first.weight
        weight -= first.weight
        count -= 1
        regulars.append(key)
        if count == 0 { forgetKeys() }
        return first.element
    }

    /// Takes out an element whose deadline has passed.
    mutating func nextOverdue(at now: UInt64) -> Element? {
        guard let key = overdueKey(at: now) else { return nil }
        return removeEntry(0, of: key)
    }

    /// Whether there is one whose deadline has passed.
    func hasOverdue(at now: UInt64) -> Bool { overdueKey(at: now) != nil }

    private mutating func append(_ entry: Entry, of key: Key) {
        if backlogs[key] == nil { newcomers.append(key) }
        backlogs[key, default: Backlog()].entries.append(entry)
        backlogs[key, default: Backlog()].weight += entry.weight
        weight += entry.weight
        count += 1
    }

    /// Takes elements out of keys that have more in the queue than `key` would have, until there is room; `nil` when that
    /// is not enough.
    private mutating func makeRoom(for entry: Entry, of key: Key) -> [Element]? {
        let share = (backlogs[key]?.weight ?? 0) + entry.weight
        var displaced: [Element] = []
        while weight + entry.weight > capacity {
            guard let heaviest = backlogs.max(by: { $0.value.weight < $1.value.weight })?.key,
                let backlog = backlogs[heaviest], backlog.weight > share
            else { return nil }
            displaced.append(removeEntry(backlog.entries.count - 1, of: heaviest))
        }
        return displaced
    }

    private func overdueKey(at now: UInt64) -> Key? {
        backlogs.first { $0.value.entries.first.map { $0.deadline <= now } ?? false }?.key
    }

    /// Takes the next key out of its list; there is one with an element.
    private mutating func nextKey() -> Key? {
        if newcomersInARow < Self.mostNewcomersInARow, !newcomers.isEmpty {
            newcomersInARow += 1
            return newcomers.removeFirst()
        }
        newcomersInARow = 0
        while !regulars.isEmpty {
            let key = regulars.removeFirst()
            if backlogs[key]?.entries.isEmpty == false { return key }
            // A whole round without an element: it is no regular any more.
            backlogs[key] = nil
        }
        return newcomers.isEmpty ? nil : newcomers.removeFirst()
    }

    /// Takes an element out that does not get its turn.
    private mutating func removeEntry(_ index: Int, of key: Key) -> Element {
        // Both callers have just seen the entry there.
        let entry = backlogs[key]!.entries.remove(at: index)
        backlogs[key]?.weight -= entry.weight
        weight -= entry.weight
        count -= 1
        if backlogs[key]?.entries.isEmpty == true {
            backlogs[key] = nil
            newcomers.removeAll { $0 == key }
            regulars.removeAll { $0 == key }
        }
        return entry.element
    }

    private mutating func forgetKeys() {
        // Their memory stays: there are at most as many keys as the queue has room for.
        backlogs.removeAll(keepingCapacity: true)
        newcomers.removeAll(keepingCapacity: true)
        regulars.removeAll(keepingCapacity: true)
        newcomersInARow = 0
    }
}
