/// Which revisions of a movie a request is about, of which it names some (RFC 9110, sections 13.1.1 and 13.1.2).
///
/// Tests: MovieBagTests/Movies/RevisionConditionTests.swift, StoreTests/Revisions/ConditionalWriteTests.swift
package struct RevisionCondition: Sendable {
    /// Revisions that are named one by one, or all that there can be.
    package enum Revisions: Sendable {
        case any
        case these([Revision])

        func contain(_ revision: Revision) -> Bool {
            switch self {
            case .any: true
            case .these(let revisions): revisions.contains(revision)
            }
        }
    }

    /// If-Match.
    private let wanted: Revisions
    /// If-None-Match.
    private let unwanted: Revisions

    /// - Parameters:
    ///   - wanted: the revision must be one of these.
    ///   - unwanted: and none of those.
    package init(wanted: Revisions = .any, unwanted: Revisions = .these([])) {
        self.wanted = wanted
        self.unwanted = unwanted
    }

    /// Holds for every revision.
    package static let none = RevisionCondition()

    /// Whether it holds for every revision, so that none need be looked up.
    package var isNone: Bool {
        if case .any = wanted, case .these(let revisions) = unwanted { revisions.isEmpty } else { false }
    }

    package func holds(for revision: Revision) -> Bool {
        wanted.contain(revision) && !unwanted.contain(revision)
    }
}
