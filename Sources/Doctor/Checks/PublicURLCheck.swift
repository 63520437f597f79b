import MovieBag
import MovieBagConfiguration

/// The address that links in mails lead to.
struct PublicURLCheck {
    let site: PublicURL?
    /// Whether it was set at all.
    let isGiven: Bool

    var findings: [Finding] {
        guard let site else { return [.skipped("public URL: it is not known, see above")] }
        let name = SettingName.publicURL.rawValue
        guard isGiven else {
            return [
                .warning(
                    "public URL: \(name) is not set, so links in mails lead to \(site)",
                    fix: "set it to the address that users have in their browsers: \(name)=https://…")
            ]
        }
        if Placeholder.isOne(site.host) {
            return [
                .problem(
                    "public URL: links in mails would lead to \(site), which is only an example",
                    fix: "set \(name) to the address that users have in their browsers")
            ]
        }
        guard site.description.hasPrefix("https://") || isLocal(site) else {
            return [
                .warning(
                    "public URL: \(site) is not https, so passwords travel readable for all on their way",
                    fix:
                        "have the web server speak TLS for the site, then set \(name)=https://\(site.host)\(site.path)")
            ]
        }
        let prefix = site.path.isEmpty ? "at the root of the site" : "below \(site.path)"
        return [.ok("public URL: \(site), every route \(prefix)")]
    }

    private func isLocal(_ site: PublicURL) -> Bool {
        ["localhost", "127.0.0.1", "[::1]"].contains(site.host.lowercased())
    }
}
