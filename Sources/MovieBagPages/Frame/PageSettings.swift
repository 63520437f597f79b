import MovieBag

/// What an operator decides of the pages.
///
/// Tests: PageSettingsTests.swift
package struct PageSettings: Sendable {
    /// Which pages there are.
    package enum Mode: String, CaseIterable, Sendable {
        case all
        /// Only those that mails lead to, for a site that has pages of its own.
        case links
    }

    package var mode: Mode
    /// What the site is called in its pages.
    package var siteName: String
    /// Addresses of pages about who runs the site and what becomes of data; `nil` for none.
    package var imprint: String?
    package var privacy: String?

    package static let siteName = "Movie-bag"

    package init(mode: Mode = .all, siteName: String = Self.siteName, imprint: String? = nil, privacy: String? = nil) {
        self.mode = mode
        self.siteName = siteName
        self.imprint = imprint
        self.privacy = privacy
    }
}
