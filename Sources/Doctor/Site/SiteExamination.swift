import MovieBag

/// Everything that is asked of a running site.
package struct SiteExamination {
    let site: AskedSite
    /// MOVIE_BAG_PUBLIC_URL, when it is known here.
    let publicURL: PublicURL?
    let bodyLimit: Int
    /// MOVIE_BAG_WEAK_TAGS, when it is known here.
    let takesWeakTags: Bool
    /// MOVIE_BAG_READERS, when it is known here.
    let readers: Readers?
    let now: () -> UnixTime

    package init(
        site: AskedSite, publicURL: PublicURL?, bodyLimit: Int, takesWeakTags: Bool, readers: Readers?,
        now: @escaping () -> UnixTime
    ) {
        self.site = site
        self.publicURL = publicURL
        self.bodyLimit = bodyLimit
        self.takesWeakTags = takesWeakTags
        self.readers = readers
        self.now = now
    }

    package func findings() async -> [Finding] {
        let before = now()
        let outcome = await site.ask("GET", "/api/health")
        let reach = ReachCheck(site: site, publicURL: publicURL)
        guard let response = outcome.response, ReachCheck.isHealthy(response) else {
            return address + reach.findings(outcome)
                + [.skipped("site: the other checks of \(site.url), since it does not answer as it should")]
        }
        let server = WebServer(response)
        var findings = address + [.ok("site: \(site.url)/api/health answers")]
        findings += await AuthorizationCheck(site: site, server: server).findings()
        findings += await BodyCheck(site: site, server: server, limit: bodyLimit).findings()
        let collection = await CollectionCheck(site: site, readers: readers).result()
        findings += collection.findings
        findings += await EncodedSlashCheck(site: site, server: server).findings()
        findings += await MethodCheck(site: site, server: server, readers: collection.readers).findings()
        findings += await CompressionCheck(
            site: site, server: server, takesWeakTags: takesWeakTags, readers: collection.readers
        ).findings()
        findings += await HTTPSCheck(site: site, server: server, health: response).findings()
        findings += await FieldsCheck(site: site, server: server, health: response).findings()
        findings += await LinkPagesCheck(site: site, server: server).findings()
        findings += await WellKnownCheck(site: site).findings()
        findings += SiteClockCheck(response: response, before: before, after: now()).findings
        return findings
    }

    /// Whether links in mails lead to the site that was asked.
    private var address: [Finding] {
        guard let publicURL, publicURL != site.url else { return [] }
        return [
            .problem(
                "site: you ask \(site.url), but links in mails lead to \(publicURL)",
                fix: "if the first is right, set MOVIE_BAG_PUBLIC_URL=\(site.url) and restart the service")
        ]
    }
}
