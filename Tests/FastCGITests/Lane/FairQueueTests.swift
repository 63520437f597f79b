import Testing

@testable import FastCGI

@Suite struct FairQueueTests {
    private typealias Queue = FairQueue<String, String, String>

    /// Adds elements named for their keys, `a1` for `a`; returns those that gave way, `nil` when one was refused.
    @discardableResult
    private func add(_ names: [String], to queue: inout Queue) -> [String]? {
        var displaced: [String] = []
        for name in names {
            guard
                case .queued(let others) = queue.add(
                    name, of: String(name.prefix(1)), in: String(name.prefix(1)), deadline: 0)
            else { return nil }
            displaced += others
        }
        return displaced
    }

    private func takeAll(from queue: inout Queue) -> [String] {
        var names: [String] = []
        while let name = queue.next() { names.append(name) }
        return names
    }

    @Test func keysTakeTurnsAndEachKeepsItsOrder() {
        var queue = Queue(capacity: 10)
        add(["a1", "a2", "a3", "b1", "c1", "c2"], to: &queue)
        #expect(queue.count == 6)
        #expect(takeAll(from: &queue) == ["a1", "b1", "c1", "a2", "c2", "a3"])
        #expect(queue.count == 0)
    }

    @Test func aNewcomerIsNextWhateverOthersHaveQueued() {
        var queue = Queue(capacity: 100)
        for number in 1...5 { add(["a\(number)", "b\(number)", "c\(number)", "d\(number)"], to: &queue) }
        // Each of them has had a turn.
        for _ in 1...8 { _ = queue.next() }
        add(["n1"], to: &queue)
        #expect(queue.next() == "n1")
    }

    @Test func aStreamOfNewcomersLeavesEveryFourthTurn() {
        var queue = Queue(capacity: 100)
        add((1...9).map { "a\($0)" }, to: &queue)
        #expect(queue.next() == "a1")
        var taken: [String] = []
        for newcomer in ["b1", "c1", "d1", "e1", "f1", "g1", "h1", "i1"] {
            add([newcomer], to: &queue)
            taken.append(queue.next() ?? "")
        }
        #expect(taken == ["b1", "c1", "a2", "d1", "e1", "f1", "a3", "g1"])
    }

    @Test func aKeyWithOneElementAtATimeIsNoNewcomerEachTime() {
        var queue = Queue(capacity: 100)
        for number in 1...9 { add(["a\(number)", "b\(number)", "c\(number)"], to: &queue) }
        for _ in 1...3 { _ = queue.next() }
        var turns = 0
        for number in 1...8 {
            add(["s\(number)"], to: &queue)
            while let name = queue.next(), name != "s\(number)" { turns += 1 }
        }
        // After one other as a newcomer, then after a round of the three others each time.
        #expect(turns == 1 + 7 * 3)
    }

    @Test func whenItIsFullTheNewestOfTheKeyWithTheMostGivesWay() {
        var queue = Queue(capacity: 5)
        #expect(add(["a1", "a2", "a3", "b1", "b2"], to: &queue) == [])
        #expect(add(["c1"], to: &queue) == ["a3"])
        #expect(queue.count == 5)
        #expect(takeAll(from: &queue) == ["a1", "b1", "c1", "a2", "b2"])
    }

    @Test func aKeyWithAsManyIsRefusedWhenItIsFull() {
        var queue = Queue(capacity: 4)
        add(["a1", "a2", "b1", "c1"], to: &queue)
        #expect(add(["a3"], to: &queue) == nil)
        #expect(add(["b2"], to: &queue) == nil)
        #expect(add(["d1"], to: &queue) == ["a2"])
        // One each: nothing is gained by another order.
        #expect(add(["e1"], to: &queue) == nil)
        #expect(takeAll(from: &queue) == ["a1", "b1", "c1", "d1"])
    }

    @Test func aFloodOfOneKeyNeverClosesTheDoorToAnother() {
        var queue = Queue(capacity: 64)
        for number in 0..<1000 { add(["a\(number)"], to: &queue) }
        for number in 0..<1000 {
            #expect(add(["b\(number)"], to: &queue) != nil)
            while let name = queue.next(), !name.hasPrefix("b") {}
            add((0..<64).map { "a\($0)" }, to: &queue)
        }
    }

    @Test func weightsCountTogether() {
        var queue = Queue(capacity: 10)
        func add(_ name: String, _ weight: Int) -> [String]? {
            guard
                case .queued(let displaced) = queue.add(
                    name, of: String(name.prefix(1)), in: String(name.prefix(1)), weight: weight, deadline: 0)
            else { return nil }
            return displaced
        }
        #expect(add("a1", 4) == [])
        #expect(add("a2", 4) == [])
        #expect(add("b1", 2) == [])
        // It would weigh as much as what gives way.
        #expect(add("c1", 8) == nil)
        #expect(add("c2", 3) == ["a2"])
        // More than the whole queue counts as the whole queue.
        #expect(add("d1", 99) == nil)
        while queue.next() != nil {}
        #expect(add("d1", 99) == [])
        #expect(queue.next() == "d1")
    }

    @Test func nothingGivesWayToWhatIsRefused() {
        var queue = Queue(capacity: 9)
        add(["a1", "a2", "a3", "a4", "a5", "b1", "b2", "c1", "c2"], to: &queue)
        // One could give way, and then none of the others has more.
        guard case .full = queue.add("d1", of: "d", in: "d", weight: 4, deadline: 0) else {
            Issue.record("it was queued")
            return
        }
        #expect(queue.count == 9)
        #expect(takeAll(from: &queue) == ["a1", "b1", "c1", "a2", "b2", "c2", "a3", "a4", "a5"])
    }

    @Test func whatIsOverdueIsTakenOutOfTurn() {
        var queue = Queue(capacity: 10)
        for (name, deadline) in [("a1", 30), ("a2", 40), ("b1", 10), ("c1", 20)] as [(String, UInt64)] {
            _ = queue.add(name, of: String(name.prefix(1)), in: String(name.prefix(1)), deadline: deadline)
        }
        #expect(!queue.hasOverdue(at: 9))
        #expect(queue.nextOverdue(at: 9) == nil)
        #expect(queue.hasOverdue(at: 10))
        #expect(queue.nextOverdue(at: 20).map { ["b1", "c1"].contains($0) } == true)
        #expect(queue.nextOverdue(at: 20).map { ["b1", "c1"].contains($0) } == true)
        #expect(queue.nextOverdue(at: 20) == nil)
        #expect(takeAll(from: &queue) == ["a1", "a2"])
    }

    @Test func aLaterElementMayBeOverdueBeforeAnEarlierOne() {
        var queue = Queue(capacity: 10)
        for (name, deadline) in [("a1", 30), ("a2", 10), ("a3", 40)] as [(String, UInt64)] {
            _ = queue.add(name, of: "a", in: "a", deadline: deadline)
        }
        #expect(queue.nextOverdue(at: 20) == "a2")
        #expect(queue.nextOverdue(at: 20) == nil)
        #expect(takeAll(from: &queue) == ["a1", "a3"])
    }

    @Test func aKeyWhoseElementsAreOverdueComesAnew() {
        var queue = Queue(capacity: 10)
        add(["b1"], to: &queue)
        _ = queue.nextOverdue(at: 0)
        #expect(queue.count == 0)
        add(["a1", "b2"], to: &queue)
        #expect(takeAll(from: &queue) == ["a1", "b2"])
    }

    // MARK: - Groups

    /// Adds elements such as `Ab1`: of key `Ab` in group `A`; `nil` when one was refused.
    private func addGrouped(_ names: [String], to queue: inout Queue) -> [String]? {
        var displaced: [String] = []
        for name in names {
            guard
                case .queued(let others) = queue.add(
                    name, of: String(name.prefix(2)), in: String(name.prefix(1)), deadline: 0)
            else { return nil }
            displaced += others
        }
        return displaced
    }

    @Test func groupsTakeTurnsAndInThemTheirKeys() {
        var queue = Queue(capacity: 10)
        #expect(addGrouped(["Aa1", "Aa2", "Ab1", "Ac1", "Ba1", "Ba2"], to: &queue) == [])
        #expect(takeAll(from: &queue) == ["Aa1", "Ba1", "Ab1", "Ba2", "Ac1", "Aa2"])
    }

    /// One party has as many keys as it likes, each with a single element.
    @Test func aGroupOfManyKeysGivesWayToAnother() {
        var queue = Queue(capacity: 26)
        let flood = "abcdefghijklmnopqrstuvwxyz".map { "A\($0)1" }
        #expect(addGrouped(flood, to: &queue) == [])
        #expect(addGrouped(["Ba1"], to: &queue)?.count == 1)
        #expect(queue.count == 26)
        // It is a newcomer, but behind one: not behind all of them.
        #expect(queue.next()?.hasPrefix("A") == true)
        #expect(queue.next() == "Ba1")
    }

    @Test func aKeyOfTheSameGroupGetsInOnlyWhereAnotherHasMore() {
        var queue = Queue(capacity: 4)
        #expect(addGrouped(["Aa1", "Aa2", "Ab1", "Ba1"], to: &queue) == [])
        #expect(addGrouped(["Ac1"], to: &queue) == ["Aa2"])
        #expect(addGrouped(["Ad1"], to: &queue) == nil)
        #expect(addGrouped(["Bb1"], to: &queue)?.count == 1)
    }

    /// An element that is alone needs no order; all that is known of turns must be as if it had one.
    @Test func singleElementsLeaveNothingBehind() {
        var queue = Queue(capacity: 10)
        for name in ["a1", "b1", "a2", "c1"] {
            #expect(add([name], to: &queue) == [])
            #expect(queue.count == 1)
            #expect(queue.next() == name)
            #expect(queue.count == 0 && queue.next() == nil)
        }
        // Three newcomers in a row, then one that has had a turn: the counting has begun anew.
        add(["a1", "a2", "b1", "c1", "d1"], to: &queue)
        #expect(takeAll(from: &queue) == ["a1", "b1", "c1", "a2", "d1"])
    }

    @Test func aSingleElementIsOverdueAndGivesWayLikeOthers() {
        var queue = Queue(capacity: 3)
        guard case .queued = queue.add("a1", of: "a", in: "a", weight: 3, deadline: 100) else {
            Issue.record("it is full")
            return
        }
        #expect(!queue.hasOverdue(at: 99) && queue.hasOverdue(at: 100))
        #expect(queue.nextOverdue(at: 99) == nil)
        #expect(queue.count == 1)
        #expect(queue.nextOverdue(at: 100) == "a1")
        #expect(queue.count == 0 && queue.next() == nil)
        guard case .queued = queue.add("a2", of: "a", in: "a", weight: 3, deadline: 0) else {
            Issue.record("it is full")
            return
        }
        #expect(add(["b1"], to: &queue) == ["a2"])
        #expect(takeAll(from: &queue) == ["b1"])
    }
}
