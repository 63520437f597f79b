import Memory
import Text

/// Tests: RequestBuilderTests.swift
extension Request {
    /// Makes a request from a dictionary of CGI variables.
    ///
    /// - Parameter name: names it when no variable does.
    package init(
        variables: [String: String], body: RequestBody = .complete([]),
        orNamed name: () -> RequestID = { RequestID(random: Array(repeating: 0, count: 12)[...]) }
    ) {
        var builder = RequestBuilder()
        for (name, value) in variables {
            builder.take(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        self = builder.request(body: body, orNamed: name)
    }
}
