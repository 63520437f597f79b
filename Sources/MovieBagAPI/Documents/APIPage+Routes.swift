import MovieBag
import Web

/// Tests: APIPageTests.swift
extension APIPage {
    /// A route, with what it takes and returns.
    func article(_ route: DescribedRoute) -> String {
        let operation = route.operation
        let tables = [("Query", operation.query), ("Body", operation.body)].filter { !$0.1.isEmpty }
            .map { "<h4>\($0.0)</h4>\n\(table($0.1))\n" }.joined()
        let errors = route.errors.map { "<a href=\"#\($0.name)\">\($0.name)</a>" }.joined(separator: ", ")
        let limits = route.description.limits.map(\.name).joined(separator: "; ")
        return """
            <article id="\(route.anchor)">
            <h3><code>\(HTMLText.escaped(route.description.name))</code></h3>
            <p>\(HTMLText.escaped(operation.summary)). \(caller(of: route))</p>
            \(tables)<h4>Example</h4>
            <pre tabindex="0">\(HTMLText.escaped(example(of: route)))</pre>
            <p>Returns \(returns(operation)).\(conditions(operation)) Errors: \(errors).\
            \(limits.isEmpty ? "" : " Limits: \(HTMLText.escaped(limits)).")</p>
            </article>
            """
    }

    private func caller(of route: DescribedRoute) -> String {
        switch route.description.caller {
        case .anyone: "For anyone."
        case .account: "For an account, by the token of a log-in or an API token."
        case .session: "For an account, by the token of a log-in."
        case .administrator: "For an administrator, by the token of a log-in."
        }
    }

    private func returns(_ operation: Operation) -> String {
        switch operation.reply {
        case .json(let shape): words(shape)
        case .other(let type): "<code>\(type)</code>"
        case .redirect: "302 to another place"
        }
    }

    private func conditions(_ operation: Operation) -> String {
        var sentences = ""
        if operation.traits.contains(.tagged) {
            sentences += " It has an <code>ETag</code>, and <code>If-None-Match</code> is answered with 304."
        }
        if operation.traits.contains(.conditional) {
            sentences += " <code>If-Match</code> makes it fail if the tag has changed (412)."
        }
        if operation.traits.contains(.representing) {
            sentences +=
                " It has the <code>ETag</code> of the movie, which it shows with <code>Prefer: return=representation</code>."
        }
        if operation.traits.contains(.idempotent) {
            sentences += " With an <code>Idempotency-Key</code> the same request is done once within 24 hours."
        }
        if operation.traits.contains(.paged) {
            sentences += " A <code>Link</code> leads to the next page, if there is one."
        }
        return sentences
    }

    /// How the request is sent from a shell.
    private func example(of route: DescribedRoute) -> String {
        let description = route.description
        var lines = ["curl"]
        if description.method != .get, description.method != .post || description.body == .none {
            lines[0] += " -X \(description.method.name ?? "")"
        }
        lines[0] += " " + site.description + description.path.replacing("{id}", with: "6b0becd0f27eed8dc027e053")
        if description.caller != .anyone { lines.append("-H \"Authorization: Bearer $TOKEN\"") }
        if description.body != .none {
            lines.append("-H 'Content-Type: application/json'")
            lines.append("-d '\(route.operation.exampleOfBody)'")
        }
        return lines.joined(separator: " \\\n    ")
    }

    /// The members of an object, or the parameters of a query.
    func table(_ members: [Member]) -> String {
        let rows = members.map { member in
            """
            <div><dt><code>\(member.name)</code>\(member.isRequired ? "" : " <span class=\"quiet\">may be missing</span>")</dt>\
            <dd>\(words(member.shape))\(member.note.map { ". \(HTMLText.escaped($0))" } ?? "")</dd></div>
            """
        }
        return "<dl>\n\(rows.joined(separator: "\n"))\n</dl>"
    }

    /// A shape in words, as HTML.
    private func words(_ shape: Shape) -> String {
        switch shape {
        case .newPassword: "a text of 8 to 1,024 bytes"
        case .id: "an id of 24 hexadecimal digits"
        case .emptyText: "<code>\"\"</code>"
        case .text(let lengths): lengths.map { "a text of \($0.lowerBound) to \($0.upperBound) characters" } ?? "a text"
        case .formatted("email"): "an email address"
        case .formatted("date-time"): "a time in UTC, such as 2026-11-28T09:30:00Z"
        case .formatted("date"): "a day, such as 2026-11-28"
        case .formatted: "a URL"
        case .matching: "a text"
        case .oneOf(let texts):
            texts.count == 1
                ? "<code>\(texts[0])</code>"
                : "one of " + texts.map { "<code>\($0)</code>" }.joined(separator: ", ")
        case .integer(let range):
            range.upperBound == .max
                ? "a number from \(range.lowerBound)" : "a number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound), perhaps with a fraction"
        case .pageLimit: "a number from 1 to \(pageSize)"
        case .boolean: "<code>true</code> or <code>false</code>"
        case .array(.component(let component), _): "a list of \(words(.component(component)))"
        case .array(let element, let counts):
            "a list\(counts.map { " of \($0.lowerBound) to \($0.upperBound) entries" } ?? ""), each \(words(element))"
        case .object(let members):
            "an object with " + members.map { "<code>\($0.name)</code> (\(words($0.shape)))" }.joined(separator: ", ")
        case .either(let shapes): shapes.map(words).joined(separator: ", or ")
        case .nullable(let shape): "\(words(shape)), or <code>null</code>"
        case .component(let component): "<a href=\"#\(component.rawValue)\">\(component.rawValue)</a>"
        }
    }
}
