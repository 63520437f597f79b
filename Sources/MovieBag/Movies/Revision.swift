/// A state of the collection, or of one movie: two reads that give the same revision give the same content.
///
/// Every change draws a new one from the storage, larger than all before, so a movie's revision is the collection's at its
/// last change. It is good for telling states apart, and says nothing else.
///
/// Tests: StoreTests/Revisions/ConditionalWriteTests.swift
package struct Revision: Hashable, Sendable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }
}
