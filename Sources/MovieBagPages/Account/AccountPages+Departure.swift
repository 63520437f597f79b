import MovieBag
import Web

/// Leaving, and what one takes along.
///
/// Tests: AccountDepartureTests.swift
extension AccountPages {
    private static let departureForm = PageForm(
        fields: [
            .init(
                name: "movies", place: FieldID("delete-movies", "delete_movies_problem"), kept: "delete_movies",
                choices: [("leave", "leave_chosen"), ("delete", "delete_chosen")]),
            .init(
                name: "current_password", place: FieldID("delete-current", "delete_current_problem"),
                label: "current_password"),
        ],
        opener: "delete_open",
        rules: [.init(value: "movies", text: "problem_choose_movies", field: "movies")])

    /// Removes the account. One that has movies says what becomes of them.
    func leave(_ visit: Visit) throws -> Response {
        try answer(Self.departureForm, visit) { member, client in
            try parts.departures.leave(
                member.authority, movies: try movies(visit, of: member.account),
                confirmedBy: visit.field("current_password"), from: client)
            return frame.redirect(to: "/account/gone", fields: [cookie.clearing])
        }
    }

    /// Where an account has been removed; anyone may look at it.
    func showGone(_ visit: Visit) -> Response { frame.page(.accountGone, for: visit, PageValues()) }

    /// The export as a file. One that has more than a part says where the next one is.
    func export(_ visit: Visit) throws -> Response {
        let member = try visit.requireMember()
        let after = PagePart<Movie>(visit).after
        let json = try parts.export(member.account, after) { "\(frame.site)/account/export?after=\($0)" }
        return Response(
            content: .json, caching: .forbidden,
            fields: [.init("Content-Disposition", "attachment; filename=\"account.json\"")], body: json)
    }

    private func movies(_ visit: Visit, of account: AccountID) throws -> Departure.Movies {
        let choice = try visit.text("movies")
        if let movies = Departure.Movies(rawValue: choice) { return movies }
        guard try choice.isEmpty && own.movieCount(of: account) == 0 else {
            throw InvalidValue("movies", "are to be kept or not")
        }
        return .delete
    }
}
