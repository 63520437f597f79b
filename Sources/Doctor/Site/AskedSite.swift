import MovieBag

/// A running site, as the doctor asks it from outside.
///
/// Tests: SiteExaminationTests.swift
package struct AskedSite {
    let url: PublicURL
    let ask: (SiteRequest) async -> SiteOutcome

    package init(url: PublicURL, ask: @escaping (SiteRequest) async -> SiteOutcome) {
        self.url = url
        self.ask = ask
    }

    func ask(_ method: String = "GET", _ path: String, fields: [String] = [], body: [UInt8]? = nil) async -> SiteOutcome
    {
        await ask(SiteRequest(method, url.description + path, fields: fields, body: body))
    }

    var isHTTPS: Bool { url.description.hasPrefix("https://") }
}
