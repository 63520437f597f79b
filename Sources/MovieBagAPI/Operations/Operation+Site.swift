/// What the routes of the site do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let checkHealth = Operation(
        "Whether the service and its storage work", returns: .object([.required("status", .oneOf(["ok"]))]))
    static let showPage = Operation("This description, as a page", returns: .other("text/html"), [.tagged])
    static let showOpenAPI = Operation(
        "This description, as OpenAPI 3.1", returns: .other("application/json"), [.tagged])
    static let leadToPasswordChange = Operation("Lead to where a password is changed", returns: .redirect)
    static let showSecurityText = Operation(
        "Where to report a weakness of the site", returns: .other("text/plain"), [.tagged], errors: [.notFound])
    static let showCatalog = Operation(
        "Links to the descriptions of the API", returns: .other("application/linkset+json"), [.tagged])
}
