import Web

/// The description of the API over HTTP.
///
/// Tests: OpenAPIDocumentTests.swift
struct DocumentHandlers {
    let documents: APIDocuments

    func showOpenAPI(_ request: Request, _: PathParameter) throws -> Response {
        documents.openAPI.response(to: request)
    }

    func showPage(_ request: Request, _: PathParameter) throws -> Response {
        documents.page.response(to: request)
    }
}
