/// What takes the place of a part that a movie or a profile need not have.
///
/// Tests: MovieStoreTests.swift
package enum Replacement<Value: Sendable & Equatable>: Sendable, Equatable {
    case value(Value)
    /// There is none any more.
    case nothing

    /// `nil` for ``nothing``.
    package var value: Value? {
        switch self {
        case .value(let value): value
        case .nothing: nil
        }
    }
}
