import Mail

/// An account as its user and administrators see it.
///
/// Tests: OwnAccountTests.swift
package struct Profile: Sendable, Equatable {
    package let account: AccountID
    package let email: EmailAddress
    package let name: DisplayName?
    package let role: Role
    package let isVerified: Bool
    package let isDisabled: Bool
    /// A language tag (BCP 47) that its user chose; `nil` when none was.
    package let language: String?

    package init(
        account: AccountID, email: EmailAddress, name: DisplayName?, role: Role, isVerified: Bool, isDisabled: Bool,
        language: String?
    ) {
        self.account = account
        self.email = email
        self.name = name
        self.role = role
        self.isVerified = isVerified
        self.isDisabled = isDisabled
        self.language = language
    }

    /// When it was made, to the second: its identifier says it.
    package var created: UnixTime { account.value.time }
}

/// What a user changes of a profile; `nil` for what stays.
package struct ProfileChange: Sendable {
    package let name: Replacement<DisplayName>?
    package let language: Replacement<String>?

    /// - Parameter language: one of ``languages``.
    /// - Throws: ``InvalidValue``, also when nothing is to be changed.
    package init(name: DisplayName?, language: [UInt8]?) throws(InvalidValue) {
        guard name != nil || language != nil else { throw InvalidValue("body", "must have a member to change") }
        self.name = name.map { .value($0) }
        self.language = try language.map { text throws(InvalidValue) in .value(try Self.language(text)) }
    }

    /// Changes both, also to none.
    ///
    /// - Parameter language: one of ``languages``.
    /// - Throws: ``InvalidValue``.
    package init(nameOrNone name: DisplayName?, languageOrNone language: [UInt8]?) throws(InvalidValue) {
        self.name = name.map { .value($0) } ?? .nothing
        self.language = try language.map { text throws(InvalidValue) in .value(try Self.language(text)) } ?? .nothing
    }

    /// Those that pages are written in.
    package static let languages = ["en", "de", "ar"]

    private static func language(_ utf8: [UInt8]) throws(InvalidValue) -> String {
        let language = String(decoding: utf8, as: UTF8.self)
        guard languages.contains(language) else {
            throw InvalidValue("language", "must be one of \(languages.joined(separator: ", "))")
        }
        return language
    }
}
