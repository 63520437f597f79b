/// A change was sent to the storage and its outcome is not known: it may have been done, or not, but not in part. The reason
/// is for the log.
///
/// With a storage across a network the reply to a commit can be lost; with a file, that can have been moved. The caller must
/// not repeat a change that would count twice before it has looked.
///
/// Tests: OutcomeUnknownTests.swift
package struct OutcomeUnknown: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ reason: String) {
        description = reason
    }
}
