import Memory
import Testing
import Web

extension World {
    /// Opens the link of a mail.
    func open(_ token: String, method: String = "GET") throws -> TestResponse {
        try send(Call(method, "/reset/\(token)"))
    }

    /// Sends the form behind the link of a mail.
    func submit(
        _ body: String, to token: String, contentType: String? = "application/x-www-form-urlencoded",
        length: String? = nil
    ) throws -> TestResponse {
        var call = Call("POST", "/reset/\(token)")
        call.contentType = contentType
        call.contentLength = length
        call.body = .complete(Array(body.utf8))
        return try send(call)
    }
}

extension TestResponse {
    /// Whether the form is shown.
    var showsForm: Bool { text.contains("<form") && text.contains(#"name="password""#) }
    /// The sentence that says why the form is shown again.
    var showsProblem: Bool { text.contains(#"role="alert""#) }
}

extension World {
    /// Opens a page of a link.
    func open(_ folder: String, _ token: String, method: String = "GET") throws -> TestResponse {
        try send(Call(method, "/\(folder)/\(token)"))
    }

    /// Sends the form of a page of a link.
    func submit(_ body: String = "", to folder: String, _ token: String) throws -> TestResponse {
        try send(.form(body, to: "/\(folder)/\(token)"))
    }
}

extension Call {
    static func form(_ body: String, to path: String) -> Call {
        var call = Call("POST", path)
        call.contentType = "application/x-www-form-urlencoded"
        call.body = .complete(Array(body.utf8))
        return call
    }
}
