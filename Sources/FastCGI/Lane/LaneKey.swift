/// What a lane is fair between: the owner of a request, as the handler names it.
package struct LaneKey: Hashable, Sendable {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}
