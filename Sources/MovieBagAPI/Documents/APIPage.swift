import Cryptography
import FoundationEssentials
import MovieBag
import Web

/// The description of the API as a page for people: routes, objects and errors, with an example of each request.
struct APIPage {
    let site: PublicURL
    /// Movies on a page.
    let pageSize: Int
    let routes: [DescribedRoute]

    /// The page, which is the same for everyone.
    var document: StaticDocument {
        let style = Self.baseStyle + Self.ownStyle
        let hash = Data(SHA256.hash(Array(style.utf8))).base64EncodedString()
        let policy =
            "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        return StaticDocument(
            .html,
            fields: [
                .init("Content-Security-Policy", policy),
                .init("Link", "<\(site.path)/api/openapi.json>; rel=\"service-desc\""),
            ], Array(html(style).utf8))
    }

    private func html(_ style: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>API - Movie-bag</title>
        <style>\(style)</style>
        </head>
        <body>
        <main>
        <p class="name">Movie-bag</p>
        <h1>API</h1>
        <p>Requests and responses are JSON in UTF-8. A body has exactly the members of its route and
        <code>Content-Type: application/json</code>. Programs find the same as
        <a href="\(site.path)/api/openapi.json">OpenAPI 3.1</a>.</p>
        <p>Where a token is needed, log in and send it with each request:</p>
        <pre tabindex="0">\(HTMLText.escaped(Self.logIn(at: site)))</pre>
        <p>Every response has an <code>X-Request-Id</code>, which finds the request in the log of the site.</p>
        <nav aria-label="Routes">
        \(contents)
        </nav>
        \(Section.allCases.map(section).joined(separator: "\n"))
        \(objects)
        \(errors)
        </main>
        </body>
        </html>

        """
    }

    private static func logIn(at site: PublicURL) -> String {
        """
        TOKEN=$(curl -s \(site)/api/auth/login -H 'Content-Type: application/json' \\
            -d '{"email":"ann@example.org","password":"…"}' | sed 's/.*"token":"//; s/".*//')
        curl \(site)/api/auth/me -H "Authorization: Bearer $TOKEN"
        """
    }

    private var contents: String {
        Section.allCases.map { section in
            let items = routes.filter { Section(of: $0.description.path) == section }.map { route in
                """
                <li><a href="#\(route.anchor)"><code>\(HTMLText.escaped(route.description.name))</code></a> \
                <span class="quiet">\(HTMLText.escaped(route.operation.summary))</span></li>
                """
            }
            return "<h2>\(section.rawValue)</h2>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>"
        }.joined(separator: "\n")
            + "\n<p><a href=\"#objects\">Objects</a>, <a href=\"#errors\">errors</a></p>"
    }

    private func section(_ section: Section) -> String {
        let found = routes.filter { Section(of: $0.description.path) == section }
        return "<h2>\(section.rawValue)</h2>\n" + found.map(article).joined(separator: "\n")
    }

    private var objects: String {
        "<h2 id=\"objects\">Objects</h2>\n"
            + Component.allCases.map { component in
                guard case .object(let members) = component.shape else { return "" }
                return
                    "<article id=\"\(component.rawValue)\">\n<h3>\(component.rawValue)</h3>\n\(table(members))\n</article>"
            }.joined(separator: "\n")
    }

    private var errors: String {
        let rows = PublishedError.all.map { error in
            """
            <div id="\(error.name)"><dt><code>\(error.name)</code> <span class="quiet">\(error.status)</span></dt>\
            <dd>\(HTMLText.escaped(error.message))</dd></div>
            """
        }
        return """
            <h2 id="errors">Errors</h2>
            <p>An error is an object <a href="#Error">Error</a>, or a <a href="#Problem">Problem</a> (RFC 9457) for a client
            that names <code>application/problem+json</code> in <code>Accept</code> with a larger weight:</p>
            <pre tabindex="0">\(HTMLText.escaped("curl \(site)/api/nothing -H 'Accept: application/problem+json'"))</pre>
            <dl>
            \(rows.joined(separator: "\n"))
            </dl>
            """
    }
}
