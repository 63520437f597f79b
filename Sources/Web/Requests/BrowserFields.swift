/// The variables that browsers send and programs do not. An object, so that a request of a program, which has none of them, is no larger
/// for it.
///
/// Tests: RequestBuilderTests.swift
final class BrowserFields: Sendable {
    let cookies: [UInt8]?
    let fetchSite: [UInt8]?
    let acceptLanguage: [UInt8]?

    /// - Returns: `nil` when there is nothing.
    init?(cookies: [UInt8]?, fetchSite: [UInt8]?, acceptLanguage: [UInt8]?) {
        guard cookies != nil || fetchSite != nil || acceptLanguage != nil else { return nil }
        self.cookies = cookies
        self.fetchSite = fetchSite
        self.acceptLanguage = acceptLanguage
    }
}
