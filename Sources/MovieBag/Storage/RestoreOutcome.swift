/// What a restore has done.
///
/// Tests: CopyTests.swift
package struct RestoreOutcome: Sendable, Equatable {
    package let contents: StorageContents
    /// Where the storage is now that was there before; `nil` when there was none.
    package let replaced: String?

    package init(contents: StorageContents, replaced: String?) {
        self.contents = contents
        self.replaced = replaced
    }
}
