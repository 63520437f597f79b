import Web

extension RouteDescription {
    /// A call of it with a body of its media type, for a site mounted at the root.
    ///
    /// - Parameters:
    ///   - movie: stands for `{id}`.
    ///   - body: what is sent; a route that takes none ignores it.
    func call(movie: String = Route.nobody, token: String? = nil, body: [UInt8]) -> Call {
        let path = path.replacing("{id}", with: movie).replacing("{token}", with: "a.b.c")
            .replacing("{hash}", with: "0")
        var call = Call(method.name ?? "", path, json: body, token: token)
        if case .form = self.body { call.contentType = "application/x-www-form-urlencoded" }
        if isPage { call.others["HTTP_SEC_FETCH_SITE"] = "same-origin" }
        return call
    }
}
