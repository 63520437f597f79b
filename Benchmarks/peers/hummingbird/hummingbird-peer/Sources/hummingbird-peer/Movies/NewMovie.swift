import NIOCore

/// A movie as a request brings it.
struct NewMovie: Decodable, Sendable {
    let name: String
    let casts: [String]
    let genres: [String]

    /// Whether everything is within its limits.
    var isValid: Bool {
        1...300 ~= name.unicodeScalars.count && Self.isValid(casts) && Self.isValid(genres)
    }

    /// The lists as they are stored and answered.
    var castsJSON: String { Self.json(casts) }
    var genresJSON: String { Self.json(genres) }

    private static func isValid(_ texts: [String]) -> Bool {
        1...200 ~= texts.count && texts.allSatisfy { 1...200 ~= $0.unicodeScalars.count }
    }

    private static func json(_ texts: [String]) -> String {
        var buffer = ByteBuffer()
        buffer.writeJSON(strings: texts)
        return String(buffer: buffer)
    }
}
