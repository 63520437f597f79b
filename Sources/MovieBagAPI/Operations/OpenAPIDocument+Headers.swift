import Web

/// Tests: OpenAPIDocumentTests.swift
extension OpenAPIDocument {
    func headers(_ names: [String]) -> JSONTree {
        .object(
            (names + ["X-Request-Id"]).map { ($0, .members([("$ref", .text("#/components/headers/\($0)"))])) })
    }

    /// Every header field that a response may have and a client may need.
    var headers: JSONTree {
        .object(
            [
                ("ETag", "The state that the response shows"),
                (Response.Field.replayed.name, "That it is the response to an earlier request with this key"),
                ("Link", "The next page (RFC 8288), if there is one"),
                ("Location", "Where it is"), ("Preference-Applied", "The preference that was followed (RFC 7240)"),
                ("Retry-After", "Seconds after which to try again"),
                ("WWW-Authenticate", "How to say who sends the request (RFC 6750)"),
                ("X-Total-Count", "How many there are on all pages, where that was asked for and is known"),
                ("X-Request-Id", "The name of the request in the log"),
            ].map { name, note in
                (
                    name,
                    .members([
                        ("description", .text(note)), ("schema", .members([("type", .text("string"))])),
                    ])
                )
            })
    }
}
