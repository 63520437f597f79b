/// What one group has in a ``FairQueue``: its keys take turns, one element each, in order of arrival within a key.
///
/// Tests: FairQueueTests.swift
struct FairShare<Key: Hashable, Element> {
    struct Entry {
        let element: Element
        let weight: Int
        let deadline: UInt64
    }

    /// What one key has; empty for a while after its last element was taken, so that a key with a single element at any
    /// time is no newcomer each time.
    private struct Backlog {
        var entries: [Entry] = []
        var weight = 0
    }

    private var backlogs: [Key: Backlog] = [:]
    private var order = TurnOrder<Key>()
    /// What all its elements weigh.
    private(set) var weight = 0
    /// How many elements are in it.
    private(set) var count = 0

    /// What the elements of a key weigh.
    func weight(of key: Key) -> Int { backlogs[key]?.weight ?? 0 }

    mutating func append(_ entry: Entry, of key: Key) {
        if backlogs[key] == nil { order.add(key) }
        backlogs[key, default: Backlog()].entries.append(entry)
        backlogs[key, default: Backlog()].weight += entry.weight
        weight += entry.weight
        count += 1
    }

    /// Takes out the element whose turn it is.
    mutating func next() -> Entry? {
        let known = backlogs
        var idle: [Key] = []
        let turn = order.next {
            known[$0]?.entries.isEmpty == false
        } forget: {
            idle.append($0)
        }
        for key in idle { backlogs[key] = nil }
        guard let key = turn, let first = backlogs[key]?.entries.removeFirst() else { return nil }
        take(first, of: key)
        order.putBack(key)
        return first
    }

    /// Takes out the newest element of the key with the most; `nil` when no key has more than `limit`.
    mutating func removeNewest(ofMoreThan limit: Int) -> Entry? {
        guard let heaviest = backlogs.max(by: { $0.value.weight < $1.value.weight }), heaviest.value.weight > limit
        else { return nil }
        return remove(heaviest.value.entries.count - 1, of: heaviest.key)
    }

    /// Whether there is an element whose deadline has passed.
    func hasOverdue(at now: UInt64) -> Bool { overduePlace(at: now) != nil }

    /// Takes out an element whose deadline has passed.
    mutating func removeOverdue(at now: UInt64) -> Entry? {
        overduePlace(at: now).map { remove($0.index, of: $0.key) }
    }

    /// Deadlines need not be in the order of arrival.
    private func overduePlace(at now: UInt64) -> (key: Key, index: Int)? {
        for (key, backlog) in backlogs {
            if let index = backlog.entries.firstIndex(where: { $0.deadline <= now }) { return (key, index) }
        }
        return nil
    }

    /// Takes an element out that does not get its turn.
    private mutating func remove(_ index: Int, of key: Key) -> Entry {
        // Every caller has just seen the entry there.
        let entry = backlogs[key]!.entries.remove(at: index)
        take(entry, of: key)
        if backlogs[key]?.entries.isEmpty == true {
            backlogs[key] = nil
            order.remove(key)
        }
        return entry
    }

    private mutating func take(_ entry: Entry, of key: Key) {
        backlogs[key]?.weight -= entry.weight
        weight -= entry.weight
        count -= 1
    }
}
