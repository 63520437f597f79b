/// A bounded queue that is fair between groups of keys, and between the keys of a group.
///
/// Groups take turns, and in each the keys do: one element each, in the order of ``TurnOrder``. When the queue is full, the
/// group with the most in it gives way to one with less, and in a group the key with the most: its newest element leaves.
/// So no group can close the queue to others, however many keys it has, and no key to others of its group.
///
/// Its elements have weights, and the capacity bounds their sum.
struct FairQueue<Group: Hashable, Key: Hashable, Element> {
    private typealias Share = FairShare<Key, Element>

    private let capacity: Int
    /// The only element, which needs no order: as long as no second one comes, nothing else is kept of it. Most queues are
    /// never longer.
    private var only: (entry: Share.Entry, key: Key, group: Group)?
    private var shares: [Group: Share] = [:]
    private var order = TurnOrder<Group>()
    /// Whether any turn is remembered.
    private var hasOrder = false
    private var weight = 0
    /// How many elements are in it.
    private(set) var count = 0

    /// - Parameter capacity: the most that all weights may add up to.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds an element.
    ///
    /// - Parameters:
    ///   - weight: at least 1 and at most the capacity is taken.
    ///   - deadline: when it is overdue, in milliseconds of ``MonotonicTime``.
    mutating func add(
        _ element: Element, of key: Key, in group: Group, weight elementWeight: Int = 1, deadline: UInt64
    ) -> Admission {
        let entry = Share.Entry(element: element, weight: min(max(1, elementWeight), capacity), deadline: deadline)
        guard weight + entry.weight > capacity else {
            append(entry, of: key, in: group)
            return .queued(displaced: [])
        }
        // Nothing gives way to an element that does not get in: the changes hold once it is known to.
        var changed = self
        changed.giveOnlyItsShare()
        guard let displaced = changed.makeRoom(for: entry.weight, of: key, in: group) else { return .full }
        changed.append(entry, of: key, in: group)
        self = changed
        return .queued(displaced: displaced)
    }

    /// Takes out the element whose turn it is.
    mutating func next() -> Element? {
        guard count > 0 else { return nil }
        if let (entry, _, _) = only {
            only = nil
            forget(entry)
            if hasOrder { forgetGroups() }
            return entry.element
        }
        let known = shares
        var idle: [Group] = []
        let turn = order.next {
            known[$0].map { $0.count > 0 } ?? false
        } forget: {
            idle.append($0)
        }
        for group in idle { shares[group] = nil }
        guard let group = turn, let entry = shares[group]?.next() else { return nil }
        forget(entry)
        order.putBack(group)
        if count == 0 { forgetGroups() }
        return entry.element
    }

    /// Takes out an element whose deadline has passed.
    mutating func nextOverdue(at now: UInt64) -> Element? {
        giveOnlyItsShare()
        guard let group = overdueGroup(at: now) else { return nil }
        return remove(from: group) { $0.removeOverdue(at: now) }
    }

    /// Whether there is one whose deadline has passed.
    func hasOverdue(at now: UInt64) -> Bool {
        if let only { return only.entry.deadline <= now }
        return overdueGroup(at: now) != nil
    }

    private mutating func append(_ entry: Share.Entry, of key: Key, in group: Group) {
        weight += entry.weight
        count += 1
        guard count > 1 else {
            only = (entry, key, group)
            return
        }
        giveOnlyItsShare()
        share(entry, of: key, in: group)
    }

    /// Puts the only element where the others are.
    private mutating func giveOnlyItsShare() {
        guard let (entry, key, group) = only else { return }
        only = nil
        share(entry, of: key, in: group)
    }

    private mutating func share(_ entry: Share.Entry, of key: Key, in group: Group) {
        hasOrder = true
        if shares[group] == nil { order.add(group) }
        shares[group, default: Share()].append(entry, of: key)
    }

    /// Takes elements out of groups that have more in the queue than `group` would have, then of keys of `group` that have
    /// more than `key` would have, until there is room; `nil` when that is not enough.
    private mutating func makeRoom(for added: Int, of key: Key, in group: Group) -> [Element]? {
        let share = (shares[group]?.weight ?? 0, key: shares[group]?.weight(of: key) ?? 0)
        var displaced: [Element] = []
        while weight + added > capacity {
            let heaviest = shares.max { $0.value.weight < $1.value.weight }
            let element =
                if let heaviest, heaviest.value.weight > share.0 + added {
                    remove(from: heaviest.key) { $0.removeNewest(ofMoreThan: 0) }
                } else {
                    remove(from: group) { $0.removeNewest(ofMoreThan: share.key + added) }
                }
            guard let element else { return nil }
            displaced.append(element)
        }
        return displaced
    }

    private func overdueGroup(at now: UInt64) -> Group? { shares.first { $0.value.hasOverdue(at: now) }?.key }

    /// Takes an element out that does not get its turn.
    private mutating func remove(from group: Group, _ take: (inout Share) -> Share.Entry?) -> Element? {
        guard shares[group] != nil, let entry = take(&shares[group]!) else { return nil }
        forget(entry)
        if shares[group]?.count == 0 {
            shares[group] = nil
            order.remove(group)
        }
        return entry.element
    }

    private mutating func forget(_ entry: Share.Entry) {
        weight -= entry.weight
        count -= 1
    }

    private mutating func forgetGroups() {
        // Their memory stays: there are at most as many groups as the queue has room for.
        shares.removeAll(keepingCapacity: true)
        order.removeAll()
        hasOrder = false
    }
}
