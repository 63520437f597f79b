import MovieBag
import Threads
import Web

/// The description of the API, made once for all threads: each document when it is first asked for, as most processes are
/// never asked for it.
///
/// Tests: OpenAPIDocumentTests.swift
package final class APIDocuments: Sendable {
    private let madeOpenAPI = Monitor<StaticDocument?>(nil)
    private let madePage = Monitor<StaticDocument?>(nil)
    private let makeOpenAPI: @Sendable () -> StaticDocument
    private let makePage: @Sendable () -> StaticDocument

    /// - Parameters:
    ///   - site: where users reach it.
    ///   - pageSize: movies on a page.
    package init(routes: [DescribedRoute], site: PublicURL, pageSize: Int) {
        makeOpenAPI = {
            StaticDocument(.json, OpenAPIDocument(site: site, pageSize: pageSize, routes: routes).json)
        }
        makePage = { APIPage(site: site, pageSize: pageSize, routes: routes).document }
    }

    var openAPI: StaticDocument { Self.document(madeOpenAPI, makeOpenAPI) }
    var page: StaticDocument { Self.document(madePage, makePage) }

    private static func document(
        _ made: Monitor<StaticDocument?>, _ make: () -> StaticDocument
    ) -> StaticDocument {
        made.withLock { made in
            let document = made ?? make()
            made = document
            return document
        }
    }
}
