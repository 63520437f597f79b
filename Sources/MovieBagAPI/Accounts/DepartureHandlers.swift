import JSON
import MovieBag
import Web

/// Removing the own account over HTTP.
///
/// Tests: DepartureTests.swift
struct DepartureHandlers {
    let departures: Departures
    let clients: ClientRecognition

    func leave(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let payload = try Payload(of: request, members: .text("current_password"), .text("movies"))
        defer { payload.cleanse("current_password") }
        let current = try payload.required.text("current_password")
        let movies = try payload.text("movies").map { text throws(InvalidValue) in
            guard let movies = Departure.Movies(rawValue: String(decoding: text, as: UTF8.self)) else {
                throw InvalidValue("movies", "must be delete or leave")
            }
            return movies
        }
        try departures.leave(
            authority, movies: movies ?? .delete, confirmedBy: current, from: clients.client(of: request))
        return .private(.message("Account deleted"))
    }
}
