import Cryptography
import MovieBag
import Web

/// Adding a movie by a form.
///
/// Tests: MovieAdditionPageTests.swift
struct MovieAdditionPages {
    let frame: PageFrame
    let movies: Movies
    let keyed: KeyedAdditions
    let known: KnownLabels

    private static let route = "POST /movies/new"

    func show(_ visit: Visit) throws -> Response {
        try page(visit, MovieForm(), status: 200)
    }

    /// Adds it once, however often the same form is sent.
    func add(_ visit: Visit) throws -> Response {
        var form = try MovieForm(visit)
        let account = try visit.requireMember().account
        guard let draft = form.draft(visit.texts) else { return try page(visit, form, status: 400) }
        do {
            let stored = try keyed.add(
                draft, by: account, key: key(try visit.field("idempotency_key"), form), route: Self.route,
                body: form.canonical
            ) { added in added.movie.id.bytes }
            guard let id = MovieID(bytes: stored.bytes) else {
                throw StorageUnavailable("a stored response is no movie")
            }
            return frame.redirect(to: "/movies/\(id)?notice=\(Notice.added.rawValue)")
        } catch let error as MovieError {
            return try refused(form, draft, by: error, visit)
        } catch let repeated as RepeatedRefusal {
            return try refused(form, draft, by: repeated.reason, visit)
        } catch let limit as LimitReached {
            form.add(visit.text(of: limit))
            return try page(visit, form, status: 429, fields: [limit.retryField])
        }
    }

    private func refused(
        _ form: MovieForm, _ draft: MovieDraft, by error: MovieError, _ visit: Visit
    ) throws -> Response {
        var form = form
        guard form.add(error, visit.texts) else { throw error }
        return try page(visit, form, status: 409, duplicate: movies.movie(inTheWayOf: draft, by: error))
    }

    /// The key of the form, made another one by what was typed: to go back and change something is to add another movie, and to
    /// send the same twice adds one. A form without a good key has one by what was typed alone.
    private func key(_ sent: [UInt8], _ form: MovieForm) throws -> IdempotencyKey {
        let digest = Base64URL.encode(Array(SHA256.hash(form.canonical).prefix(12)))
        let own = (try? IdempotencyKey(sent))?.bytes.prefix(100) ?? []
        return try IdempotencyKey(own + [UInt8(ascii: ".")] + digest)
    }

    private func page(
        _ visit: Visit, _ form: MovieForm, status: Int, fields: [Response.Field] = [], duplicate: MovieID? = nil
    ) throws -> Response {
        var values = PageValues()
        values["duplicate_url"] = duplicate.map { frame.address("/movies/\($0)") }
        form.fill(&values, visit.texts)
        try known.fill(&values, besides: form)
        values["idempotency_key"] = String(decoding: Base64URL.encode(Random.bytes(16)), as: UTF8.self)
        values.set("here_new", if: true)
        return frame.page(.movieNew, for: visit, values, .init(status: status, fields: fields))
    }
}
