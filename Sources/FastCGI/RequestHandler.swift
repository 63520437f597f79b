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
    mutating func respond(to request: borrowing IncomingRequest, into output: inout [UInt8])
}
