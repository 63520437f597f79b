/// The request methods of RFC 9110 that a route can be made for; every other one is ``other``.
///
/// Tests: RequestBuilderTests.swift
package enum Method: Hashable, Sendable, CaseIterable {
    case get, head, post, put, patch, delete, other

    /// Reads the value of REQUEST_METHOD. Methods are case-sensitive (RFC 9110, section 9.1).
    package init(_ name: Span<UInt8>) {
        if name.equals("GET") {
            self = .get
        } else if name.equals("POST") {
            self = .post
        } else if name.equals("PUT") {
            self = .put
        } else if name.equals("PATCH") {
            self = .patch
        } else if name.equals("DELETE") {
            self = .delete
        } else if name.equals("HEAD") {
            self = .head
        } else {
            self = .other
        }
    }

    /// The name as it stands in an `Allow` header; `nil` for ``other``.
    package var name: String? {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .other: nil
        }
    }

    /// Whether a request of this method has a body that means something here.
    package var takesBody: Bool {
        self == .post || self == .put || self == .patch
    }
}
