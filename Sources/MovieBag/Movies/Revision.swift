/// A state of the collection, or of one movie: two reads that give the same version give the same content.
///
/// Every change draws a new one from the storage, larger than all before, so a movie's version is the collection's at its
/// last change. It is good for telling states apart, and says nothing else.
///
/// Tests: StoreTests/Versions/ConditionalWriteTests.swift
package struct Revision: Hashable, Sendable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }
}
