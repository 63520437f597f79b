/// A state of the collection, or of one movie: two reads that give the same revision give the same content.
///
/// Every change draws a new one from the storage, larger than those of all changes that any read has seen before, so a
/// movie's revision is the collection's at its last change. Two changes at the same time have different ones, and the
/// collection's is the larger of them once both are seen. It is good for telling states apart, and says nothing else.
///
/// Tests: StoreTests/Revisions/ConditionalWriteTests.swift
package struct Revision: Hashable, Sendable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }
}
