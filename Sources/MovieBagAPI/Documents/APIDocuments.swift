import MovieBag
import Web

/// The description of the API, made once for all threads.
///
/// Tests: OpenAPIDocumentTests.swift
package struct APIDocuments: Sendable {
    let openAPI: StaticDocument
    let page: StaticDocument

    /// - Parameters:
    ///   - site: where users reach it.
    ///   - pageSize: movies on a page.
    ///   - style: that of the pages.
    package init(routes: [DescribedRoute], site: PublicURL, pageSize: Int, style: String) {
        openAPI = StaticDocument(.json, OpenAPIDocument(site: site, pageSize: pageSize, routes: routes).json)
        page = APIPage(site: site, pageSize: pageSize, routes: routes, style: style).document
    }
}
