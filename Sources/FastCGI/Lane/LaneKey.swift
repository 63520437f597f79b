/// What a lane is fair between: the owner of a request, as the handler names it, and the group that the owner is in.
///
/// Tests: LaneTests.swift
package struct LaneKey: Hashable, Sendable {
    let owner: [UInt8]
    let group: [UInt8]

    /// - Parameters:
    ///   - owner: whose request it is.
    ///   - group: what one party may have many owners in; the owner alone by default.
    package init(_ owner: [UInt8], group: [UInt8]? = nil) {
        self.owner = owner
        self.group = group ?? owner
    }
}
