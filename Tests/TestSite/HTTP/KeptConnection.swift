/// A connection for any number of requests, which is opened anew whenever nginx has said that it closes it.
package final class KeptConnection {
    private let client: HTTPClient
    private var connection: HTTPConnection?

    package init(_ client: HTTPClient) {
        self.client = client
    }

    /// Sends a request and waits for its response.
    package func exchange(_ request: HTTPRequest) throws -> HTTPResponse {
        let connection = try self.connection ?? client.connect()
        // Kept only once its response is whole.
        self.connection = nil
        let response = try connection.exchange(request)
        if response["Connection"] != "close" { self.connection = connection }
        return response
    }
}
