/// The members of an object that is being read, which refuses a name that it has.
///
/// Tests: JSONRefusalTests.swift
struct UniqueMembers {
    private(set) var members: [JSONObject.Member] = []

    // Comparing with each earlier name is cheapest while there are few. Beyond that a set keeps a large object from
    // costing the square of its size; its hashes are seeded for each process, so no client can make names collide.
    private static let mostCompared = 16
    private var names: Set<[UInt8]> = []

    /// Adds a member at the end; false, and nothing is added, when its name is there.
    mutating func append(_ member: JSONObject.Member) -> Bool {
        guard isNew(member.name) else { return false }
        if members.isEmpty { members.reserveCapacity(8) }
        members.append(member)
        return true
    }

    private mutating func isNew(_ name: [UInt8]) -> Bool {
        guard members.count >= Self.mostCompared else { return !members.contains { $0.name == name } }
        if names.isEmpty { names = Set(members.lazy.map(\.name)) }
        return names.insert(name).inserted
    }
}
