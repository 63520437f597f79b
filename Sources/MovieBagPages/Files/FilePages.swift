import JSON
import MovieBag
import Web

/// The files that browsers ask for besides pages.
///
/// Tests: PageFileTests.swift
struct FilePages {
    let frame: PageFrame

    func style(_ visit: Visit) -> Response { frame.templates.files.style.response(named: visit.parameter) }

    func script(_ visit: Visit) -> Response { frame.templates.files.script.response(named: visit.parameter) }

    func icon(_: Visit) -> Response {
        Response(content: .image, caching: .anHour, body: frame.templates.files.icon.bytes)
    }

    /// What a browser needs to put the site among the programs of a device.
    func manifest(_ visit: Visit) -> Response {
        let site = frame.settings.siteName
        var writer = JSONWriter()
        writer.raw("{\"name\":")
        writer.text(site)
        writer.raw(",\"short_name\":")
        writer.text(site)
        writer.raw(",\"description\":")
        writer.text(visit.texts("manifest_description", ["site": site]))
        writer.raw(",\"start_url\":")
        writer.text(frame.address("/"))
        writer.raw(",\"scope\":")
        writer.text(frame.address("/"))
        writer.raw(",\"display\":\"minimal-ui\",\"background_color\":\"#f6f2ea\",\"theme_color\":\"#0d5c5f\"")
        writer.raw(",\"icons\":[{\"src\":")
        writer.text(frame.address("/favicon.svg"))
        writer.raw(",\"sizes\":\"any\",\"type\":\"image/svg+xml\"}]}")
        return Response(
            content: .manifest, caching: .anHour, fields: [.init("Vary", "Accept-Language")], body: writer.bytes)
    }

    /// Pages for people who are logged in, or about to be, are of no use to a search engine; the list by filters is endless.
    func robots(_: Visit) -> Response {
        let lines =
            frame.readers == .accounts
            ? ["Disallow: \(frame.address("/"))"]
            : [
                "/api/", "/login", "/signup", "/forgot", "/account", "/admin", "/removed", "/movies/new", "/reset/",
                "/verify/",
                "/email/", "/invitation/", "/?",
            ].map { "Disallow: \(frame.address($0))" }
        return Response(
            content: .text, caching: .anHour,
            body: Array((["User-agent: *"] + lines).map { "\($0)\n" }.joined().utf8))
    }
}
