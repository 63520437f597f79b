import Mail

/// What a restore has done.
///
/// Tests: CopyTests.swift
package struct RestoreOutcome: Sendable, Equatable {
    package let contents: StorageContents
    /// Where the storage is now that was there before; `nil` when there was none.
    package let replaced: String?
    /// What the replaced storage had taken from accounts, which the backup gives back; `nil` when it cannot be read.
    package let revived: [RevivedAccount]?

    package init(contents: StorageContents, replaced: String?, revived: [RevivedAccount]? = []) {
        self.contents = contents
        self.replaced = replaced
        self.revived = revived
    }
}

/// An account that an administrator or its user had put an end to after the backup was made, and that is there again.
///
/// Tests: RevivedAccountTests.swift
package struct RevivedAccount: Sendable, Equatable {
    /// What had become of it.
    package enum Loss: String, Sendable {
        case deleted
        case disabled
        /// It was an administrator's no more.
        case demoted
    }

    package let email: EmailAddress
    package let loss: Loss

    package init(email: EmailAddress, loss: Loss) {
        self.email = email
        self.loss = loss
    }
}
