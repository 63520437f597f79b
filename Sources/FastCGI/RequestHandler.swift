/// Answers requests, one at a time.
///
/// Each worker thread makes its own when it has its first request and never shares it, so it may keep what one
/// thread may use: a database connection, a buffer. It is released on its thread.
package protocol RequestHandler {
    /// Appends the complete CGI answer to `output`: header lines, an empty line, the body.
    ///
    /// - Parameters:
    ///   - request: valid during this call only.
    ///   - output: comes empty, with the room it had for the answer before.
    ///   - mayPostpone: whether ``RequestOutcome/postponed`` is allowed; if not, the answer must be made now.
    func respond(
        to request: borrowing IncomingRequest, into output: inout [UInt8], mayPostpone: Bool
    ) -> RequestOutcome
}

/// What became of a request.
package enum RequestOutcome: Sendable {
    /// The answer is in the output.
    case answered
    /// ``WorkerPool`` had no thread that could take this one's place, so nothing was begun: the handler shall be asked
    /// again, perhaps another thread's, when there is one. What it put in the output is dropped.
    case postponed
}
