/// What the mark of an account must be for a movie to be found.
///
/// Tests: OwnMarkSearchTests.swift
package struct OwnMarkCondition: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case wanted
        /// With a day at least.
        case watched
        case rated
        /// Without a day, marked or not.
        case unwatched
    }

    package let kind: Kind
    package let account: AccountID

    package init(_ kind: Kind, of account: AccountID) {
        self.kind = kind
        self.account = account
    }
}

extension OwnMarkCondition.Kind {
    /// - Throws: ``InvalidValue``.
    package init(_ text: [UInt8]) throws(InvalidValue) {
        guard let kind = Self(rawValue: String(decoding: text, as: UTF8.self)) else {
            throw InvalidValue("mine", "must be one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self = kind
    }
}
