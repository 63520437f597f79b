import Cryptography

/// MOVIE_BAG_JWT_SECRET as it was given.
///
/// Tests: TokenSecretTests.swift
package struct GivenSecret {
    /// Where it stands.
    package enum Place: Equatable {
        /// In the environment of the process, where other programs may see it.
        case environment
        /// In the file of settings.
        case file
    }

    package let bytes: SecretBytes
    package let place: Place

    /// The environment wins; one that is empty there means that none is given.
    init?(environment: SecretBytes?, file: SecretBytes?) {
        guard let bytes = environment ?? file, bytes.count > 0 else { return nil }
        self.bytes = bytes
        place = environment == nil ? .file : .environment
    }
}
