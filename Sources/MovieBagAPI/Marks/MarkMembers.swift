import JSON
import MovieBag
import Web

/// Tests: MarkTests.swift
extension Mark {
    /// Reads a mark from a body; a member that is missing is unset.
    ///
    /// - Parameter days: reads the days on which the movie was watched.
    /// - Throws: `RequestError` or `InvalidValue`.
    init(of request: Request, days: ([[UInt8]]) throws -> WatchedDays) throws {
        let payload = try Payload(
            of: request, members: .integer("rating").orNull, .texts("watched", atMost: WatchedDays.most),
            .boolean("wanted"), .text("note"))
        let rating = try payload.integer("rating").map { number throws(InvalidValue) in try Rating(number) }
        let note = try payload.text("note").map { text throws(InvalidValue) in try Note(text) }
        self.init(
            rating: rating, watched: try payload.texts("watched").map(days) ?? .none,
            isWanted: payload.boolean("wanted") ?? false, note: note ?? .none)
    }

    /// `{"rating":…,"watched":[…],"wanted":…,"note":…}`
    var json: [UInt8] {
        var writer = JSONWriter(reserving: 128 + note.utf8.count)
        writer.raw("{")
        writer.members(of: self, withNote: true)
        writer.raw("}")
        return writer.bytes
    }
}

/// Tests: MarkTests.swift, MovieMarksTests.swift
extension JSONWriter {
    /// The members of a mark, without braces.
    mutating func members(of mark: Mark, withNote: Bool) {
        raw("\"rating\":")
        if let rating = mark.rating { integer(rating.number) } else { raw("null") }
        raw(",\"watched\":")
        array(mark.watched.days) { $0.text($1.description) }
        raw(",\"wanted\":")
        boolean(mark.isWanted)
        guard withNote else { return }
        raw(",\"note\":")
        string(mark.note.utf8)
    }
}

/// Tests: MovieMarksTests.swift
extension MovieMarks {
    /// `{"average":…,"count":…,"marks":[…]}`, the average with up to two decimals.
    func json(atMost limit: Int) -> [UInt8] {
        var writer = JSONWriter(reserving: 256)
        writer.raw("{\"average\":")
        writer.raw(averageInHundredths.map { Array(Self.decimal($0).utf8) } ?? Array("null".utf8))
        writer.raw(",\"count\":")
        writer.integer(Int64(count))
        writer.raw(",\"marks\":")
        writer.array(marks.prefix(limit)) { writer, given in
            writer.raw("{\"_id\":")
            writer.objectID(given.account)
            writer.raw(",\"name\":")
            writer.text(given.shownName)
            writer.raw(",")
            writer.members(of: given.mark, withNote: false)
            writer.raw("}")
        }
        writer.raw("}")
        return writer.bytes
    }

    /// As many bytes as ``json(atMost:)`` may have. A name has 240 at most.
    var mostBytesOfJSON: Int { marks.reduce(128) { $0 + 512 + 13 * $1.mark.watched.days.count } }

    /// Hundredths as a number: `7`, `7.5`, `7.25`.
    private static func decimal(_ hundredths: Int) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return "\(whole)" }
        if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
