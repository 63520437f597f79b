import MovieBag
import Text
import Web

/// The form of one's own mark: as it is stored, or as it was typed.
///
/// Tests: MarkPageTests.swift
struct MarkForm {
    private static let rating = FieldID("rating", "rating_problem")
    private static let watched = FieldID("watched", "watched_problem")
    private static let note = FieldID("note", "note_problem")

    private let texts: PageTexts
    private let hasMark: Bool
    private let ratingText: String
    private let days: [(day: CalendarDate, isKept: Bool)]
    private let newDay: String?
    private let isWanted: Bool
    private let noteText: [UInt8]
    private(set) var problems = PageProblems()

    init(of mark: Mark, _ texts: PageTexts) {
        self.texts = texts
        hasMark = mark != .none
        ratingText = mark.rating.map { "\($0.number)" } ?? ""
        days = mark.watched.days.reversed().map { ($0, true) }
        newDay = nil
        isWanted = mark.isWanted
        noteText = mark.note.utf8
    }

    /// What was typed.
    ///
    /// - Parameter mark: the one that is stored.
    /// - Throws: `RequestError` for a field that is there more than once.
    init(_ visit: Visit, over mark: Mark) throws {
        texts = visit.texts
        hasMark = mark != .none
        ratingText = try visit.text("rating")
        let sent = try visit.form.all("watched").map(\.trimmingWhiteSpace).filter { !$0.isEmpty }
        days = mark.watched.days.reversed().map { day in (day, sent.contains(Array("\(day)".utf8))) }
        let known = Set(mark.watched.days.map { Array("\($0)".utf8) })
        newDay = sent.last { !known.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
        isWanted = try !visit.field("wanted").isEmpty
        // A browser sends line breaks as CR LF, and counts each as one character.
        noteText = try visit.field("note").withLineFeeds
        self.sent = sent
    }

    private var sent: [[UInt8]] = []

    /// The mark that was typed; `nil` when something is wrong with it, which is in ``problems`` then.
    mutating func mark(_ marks: Marks) -> Mark? {
        var rating: Rating?
        if !ratingText.isEmpty {
            rating = Int64(ratingText).flatMap { try? Rating($0) }
            if rating == nil { problems.add(texts("problem_rating"), at: Self.rating) }
        }
        let days = watchedDays(marks)
        let note = note()
        guard problems.isEmpty, let days, let note else { return nil }
        return Mark(rating: rating, watched: days, isWanted: isWanted, note: note)
    }

    private mutating func watchedDays(_ marks: Marks) -> WatchedDays? {
        var different: [[UInt8]] = []
        for day in sent where !different.contains(day) { different.append(day) }
        do {
            return try marks.days(different)
        } catch {
            let name =
                different.count > WatchedDays.most
                ? "problem_days"
                : error.rule.contains("tomorrow") ? "problem_day_future" : "problem_day"
            problems.add(texts(name), at: Self.watched)
            return nil
        }
    }

    private mutating func note() -> Note? {
        do {
            return try Note(noteText)
        } catch {
            problems.add(texts("problem_note"), at: Self.note)
            return nil
        }
    }

    mutating func add(_ problem: String) { problems.add(problem) }

    func fill(_ values: inout PageValues) {
        problems.fill(&values, texts)
        values.set("has_mark", if: hasMark)
        values.set("rated", if: !ratingText.isEmpty)
        values.set(
            "rating_choices",
            list: Rating.range.map { number in
                var entry = PageValues()
                entry["rating_value"] = "\(number)"
                entry.set("rating_chosen", if: ratingText == "\(number)")
                return entry
            })
        values.set(
            "watched_days",
            list: days.map { day, isKept in
                var entry = PageValues()
                entry["day"] = "\(day)"
                entry["day_text"] = texts.date(day)
                entry.set("day_kept", if: isKept)
                return entry
            })
        values["watched_new"] = newDay
        values.set("wanted", if: isWanted)
        values.set("note", utf8: noteText)
    }
}

extension [UInt8] {
    /// With each CR LF as one LF.
    var withLineFeeds: [UInt8] {
        var text: [UInt8] = []
        for (index, byte) in enumerated() where byte != 0x0D || index + 1 == count || self[index + 1] != 0x0A {
            text.append(byte)
        }
        return text
    }
}
