import MovieBag
import Web

/// Tests: MovieBagAPITests/Accounts/UnnamedProxyTests.swift
extension ClientRecognition {
    /// The client that sent a request through the web server.
    func client(of request: Request) throws -> Client {
        try client(
            remote: request.remoteAddress, forwardedFor: request.forwardedFor, request: request.id)
    }
}
