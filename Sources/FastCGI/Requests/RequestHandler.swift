/// Responds to requests, one at a time.
///
/// Each worker thread makes its own when it has its first request and never shares it, so it may keep what one
/// thread may use: a database connection, a buffer. It is released on its thread.
///
/// Tests: RequestTests.swift, RequestQueueTests.swift
package protocol RequestHandler {
    /// Makes the complete CGI response.
    ///
    /// - Parameters:
    ///   - request: valid during this call only.
    ///   - output: comes empty; what is in it afterwards is sent, the head at least.
    ///   - mayPostpone: whether ``RequestOutcome/postponed(_:)`` is allowed; if not, the response must be made now.
    func respond(
        to request: borrowing IncomingRequest, into output: inout OutgoingResponse, mayPostpone: Bool
    ) -> RequestOutcome

    /// The most bytes of a request's body that its response can depend on; of a larger one nothing is kept.
    ///
    /// Asked for a body of at least 16 KiB, when that much of it has arrived: smaller ones are always kept.
    ///
    /// - Parameter request: without its body, and valid during this call only.
    func bodyLimit(of request: borrowing IncomingRequest) -> Int
}

extension RequestHandler {
    /// As large as the server's own limit allows.
    package func bodyLimit(of request: borrowing IncomingRequest) -> Int { .max }
}

/// What became of a request.
package enum RequestOutcome: Sendable, Equatable {
    /// The response is in the output.
    case responded
    /// Nothing was begun: a handler shall be asked again, perhaps another thread's. What is in the output is dropped.
    case postponed(Postponement)
}

/// Why a request cannot have its response yet, which says where it waits.
package enum Postponement: Sendable, Equatable {
    /// ``WorkerPool`` had no thread that could take this one's place: until there is one.
    case noThread
    /// It is work for the lane: until a thread of that takes it, in turn with the requests of other keys. When it cannot
    /// be queued there, or is not taken in time, the handler is asked again for a response to be made now.
    case lane(LaneKey)
    /// It would make a large response, of so many bytes, and ``ResponseRoom/reserve(_:)`` had no room for it: until there is,
    /// which it then has. When it cannot wait, or has waited in vain, the handler is asked again for a response to be made
    /// now.
    case memory(Int)
}
