/// What can be wrong with a request before anybody asks what it means.
///
/// Tests: RouterTests.swift
package enum RequestError: Error, Equatable {
    /// No route has this path.
    case notFound
    /// The route does not know this method; `allowed` is the value of the `Allow` header.
    case methodNotAllowed(allowed: String)
    /// The body was larger than the limit.
    case bodyTooLarge
    /// The body is of another media type than the route reads.
    case unsupportedMediaType
    /// The body is compressed, or coded in another way that its Content-Encoding names.
    case unsupportedCoding
    /// The declared length of the body is not the length of what came.
    case lengthMismatch
    /// The query or form is malformed; the text says how.
    case malformedForm(String)
}
