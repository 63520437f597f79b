import MovieBag

/// A running site, as the doctor asks it from outside.
struct AskedSite {
    let url: PublicURL
    let ask: (SiteRequest) async -> SiteOutcome

    func ask(_ method: String = "GET", _ path: String, fields: [String] = [], body: [UInt8]? = nil) async -> SiteOutcome
    {
        await ask(SiteRequest(method, url.description + path, fields: fields, body: body))
    }

    var isHTTPS: Bool { url.description.hasPrefix("https://") }
}
