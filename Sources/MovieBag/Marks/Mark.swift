/// What one account notes of one movie.
///
/// Tests: MarkTests.swift, MarkStoreTests.swift
package struct Mark: Sendable, Equatable {
    /// `nil` when it gives none.
    package let rating: Rating?
    /// On which days it was watched.
    package let watched: WatchedDays
    /// Whether the account wants to watch it, or to watch it again.
    package let isWanted: Bool
    /// For the account alone.
    package let note: Note

    package init(rating: Rating?, watched: WatchedDays, isWanted: Bool, note: Note) {
        self.rating = rating
        self.watched = watched
        self.isWanted = isWanted
        self.note = note
    }

    /// What stands for a movie that the account has not marked.
    package static let none = Mark(rating: nil, watched: .none, isWanted: false, note: .none)

    /// What counts of it on a quota of bytes.
    package var storedBytes: Int { 32 + note.utf8.count + 11 * watched.days.count }
}

/// From 1 to 10.
///
/// Tests: MovieBagAPITests/Marks/MarkTests.swift
package struct Rating: Sendable, Equatable {
    package static let range: ClosedRange<Int64> = 1...10

    package let number: Int64

    /// - Throws: ``InvalidValue`` when it is out of range.
    package init(_ number: Int64) throws(InvalidValue) {
        guard Self.range.contains(number) else {
            throw InvalidValue("rating", "must be a number from 1 to 10, or null")
        }
        self.number = number
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored number: Int64) {
        self.number = number
    }
}

/// Up to 100 days, each once, from the earliest to the latest.
///
/// Tests: MovieBagAPITests/Marks/MarkTests.swift
package struct WatchedDays: Sendable, Equatable {
    package static let most = 100

    package let days: [CalendarDate]

    package static let none = WatchedDays(stored: [])

    /// - Parameters:
    ///   - texts: valid UTF-8 each, in any order.
    ///   - now: no day may be later than the one after its day in UTC, as it is tomorrow already somewhere.
    /// - Throws: ``InvalidValue``.
    package init(_ texts: [[UInt8]], at now: UnixTime) throws(InvalidValue) {
        guard texts.count <= Self.most else { throw InvalidValue("watched", "must have at most \(Self.most) entries") }
        let last = CalendarDate(now + .seconds(86_400))
        var days: Set<CalendarDate> = []
        for (index, text) in texts.enumerated() {
            guard let day = CalendarDate(text) else {
                throw InvalidValue(
                    "watched[\(index)]", "must be a date as 2026-11-28, from \(CalendarDate.firstYear) on")
            }
            guard day <= last else { throw InvalidValue("watched[\(index)]", "must not be later than tomorrow") }
            guard days.insert(day).inserted else { throw InvalidValue("watched[\(index)]", "is in the list already") }
        }
        self.days = days.sorted()
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored days: [CalendarDate]) {
        self.days = days
    }
}

/// Up to 2,000 Unicode scalars without NUL; empty for none.
///
/// Tests: MovieBagAPITests/Marks/MarkTests.swift
package struct Note: Sendable, Equatable {
    package static let lengths = 0...2000

    package let utf8: [UInt8]

    package static let none = Note(stored: [])

    /// - Parameter utf8: valid UTF-8.
    /// - Throws: ``InvalidValue`` when a rule is broken.
    package init(_ utf8: [UInt8]) throws(InvalidValue) {
        try utf8.checkText(as: "note", lengths: Self.lengths)
        self.utf8 = utf8
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored utf8: [UInt8]) {
        self.utf8 = utf8
    }
}
