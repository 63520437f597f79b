/// Why a password must not be set: the first rule that it breaks.
///
/// Tests: PasswordPolicyTests.swift
package enum WeakPassword: Error, Equatable {
    /// It has fewer bytes than the site asks for.
    case shorter(than: Int)
    case blank
    /// It is the address of the account.
    case address
    /// It is what stands before the @ of that address.
    case localPart
    /// It is the name of the site or of its host.
    case siteName
    /// It is one of the 10,000 that the program brings.
    case common
    /// It is in the operator's list.
    case listed
    /// It is in the operator's file of breached passwords.
    case breached

    /// The rule, behind "the password" or "it".
    package var rule: String {
        switch self {
        case .shorter(let minimum): "must be at least \(minimum) bytes long"
        case .blank: "must not consist of spaces only"
        case .address: "must not be your email address"
        case .localPart: "must not be a part of your email address"
        case .siteName: "must not be the name of this site"
        case .common: "must not be one of the most common passwords"
        case .listed: "must not be on this site's list of passwords that are easy to guess"
        case .breached: "must not be known from a data breach of another site"
        }
    }
}
