import MovieBag
import Text
import Web

/// What others note of a movie.
///
/// Tests: MoviePageTests.swift
extension MoviePages {
    private static let marksShown = 50

    func fillMarks(of id: MovieID, _ member: Visit.Member, _ visit: Visit, _ values: inout PageValues) throws {
        let after = visit.query.all("after").first.flatMap { AccountID(hexadecimal: $0[...]) }
        let found = try marks.marks(of: id, after: after, limit: Self.marksShown + 1)
        if let average = found.averageInHundredths {
            values["average"] = visit.texts.tenths(ofHundredths: average)
            values["ratings_counted"] = visit.texts("ratings_counted", count: found.count)
        }
        let shown = found.marks.prefix(Self.marksShown)
        values.set(
            "marks", list: shown.filter { $0.account != member.account }.map { Self.values(of: $0, visit.texts) })
        let path = "/movies/\(id)"
        if found.marks.count > Self.marksShown, let last = shown.last {
            values["marks_next_url"] = frame.address("\(path)?after=\(last.account)")
        }
        values["marks_first_url"] = after == nil ? nil : frame.address(path)
    }

    private static func values(of given: GivenMark, _ texts: PageTexts) -> PageValues {
        var values = PageValues()
        values["person"] = given.shownName
        values["person_rating"] = given.mark.rating.map { "\($0.number)" }
        values.set("person_wanted", if: given.mark.isWanted)
        values.set(
            "person_days",
            list: given.mark.watched.days.suffix(3).reversed().map { day in
                var entry = PageValues()
                entry["person_day_time"] = "\(day)"
                entry["person_day"] = texts.date(day)
                return entry
            })
        return values
    }
}
