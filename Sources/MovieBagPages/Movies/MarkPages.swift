import MovieBag
import Web

/// Noting something of a movie by a form.
///
/// Tests: MarkPageTests.swift
struct MarkPages {
    let frame: PageFrame
    let pages: MoviePages
    let marks: Marks

    func save(_ visit: Visit) throws -> Response {
        let id = try MoviePages.movie(of: visit)
        let account = try visit.requireMember().account
        var form = try MarkForm(visit, over: marks.mark(of: id, by: account))
        guard let mark = form.mark(marks) else { return try again(form, id, visit, status: 400) }
        do {
            try marks.mark(id, by: account, as: mark)
        } catch let limit as LimitReached {
            form.add(visit.text(of: limit))
            return try again(form, id, visit, status: 429, fields: [limit.retryField])
        }
        return frame.redirect(to: "/movies/\(id)?notice=\(Notice.markSaved.rawValue)")
    }

    func remove(_ visit: Visit) throws -> Response {
        let id = try MoviePages.movie(of: visit)
        try marks.mark(id, by: visit.requireMember().account, as: .none)
        return frame.redirect(to: "/movies/\(id)?notice=\(Notice.markRemoved.rawValue)")
    }

    private func again(
        _ form: MarkForm, _ id: MovieID, _ visit: Visit, status: Int, fields: [Response.Field] = []
    ) throws -> Response {
        var values = PageValues()
        form.fill(&values)
        return try pages.page(id, visit, values, status: status, fields: fields)
    }
}
