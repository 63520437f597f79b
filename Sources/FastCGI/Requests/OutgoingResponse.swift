import Memory

/// The response that a handler makes, in two parts that are sent one behind the other as they lie in memory.
///
/// The head is small and written anew in the same memory each time. The body is handed over, not copied: a large one is in
/// memory once, from the moment that it is made until the web server has all of it.
package struct OutgoingResponse: Sendable {
    /// The header fields of a CGI response with the empty line behind them; comes empty, with the room that it had for the
    /// response before.
    package var head: [UInt8] = []
    /// The body; empty when there is none. It is released once it has been sent.
    package var body: [UInt8] = []

    /// An empty response.
    package init() {}

    /// Empties it for the next response: keeps the memory of the head, up to so many bytes, and none of the body's.
    mutating func clear(keeping most: Int) {
        body = []
        if head.capacity > most {
            head = []
        } else {
            head.removeAll(keepingCapacity: true)
        }
    }

    /// Overwrites both parts: it may hold a token. A part that shares its memory with another array, such as a constant,
    /// loses nothing but its reference to that.
    mutating func cleanse() {
        head.withUnsafeMutableBytes { Memory.cleanse($0) }
        body.withUnsafeMutableBytes { Memory.cleanse($0) }
    }
}
