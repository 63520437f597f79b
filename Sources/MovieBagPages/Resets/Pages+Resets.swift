import MovieBag
import Web

extension Pages {
    /// Opening the link: never uses the token up, as mail scanners open links too.
    func showForm(_: Request, _ token: PathParameter) throws -> Response {
        try resets.check(CompactToken(Array(token)))
        return form()
    }

    /// Sending the form.
    func setPassword(_ request: Request, _ token: PathParameter) throws -> Response {
        let token = CompactToken(Array(token))
        let choice = try Self.chosenPassword(in: request)
        // A link that is of no use anyway is said so before anybody thinks up a better password.
        try resets.check(token)
        try resets.complete(
            token, with: try Password(choice),
            from: clients.client(remote: request.remoteAddress, forwardedFor: request.forwardedFor))
        return changed()
    }

    private static func chosenPassword(in request: Request) throws -> [UInt8] {
        guard case .form = MediaType(request.contentType) else { throw RequestError.unsupportedMediaType }
        guard request.isFramedAsDeclared, case .complete(let body) = request.body else {
            throw RequestError.lengthMismatch
        }
        let fields = try FormFields(decoding: body)
        try fields.refuseOthers(than: "password")
        guard let password = try fields.single("password") else { throw InvalidValue("password", "is missing") }
        return password
    }
}
