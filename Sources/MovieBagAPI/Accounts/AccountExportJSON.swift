import JSON
import Mail
import MovieBag
import Web

/// Everything that is kept about an account as JSON, in parts of a mebibyte: for the API and for a page.
///
/// Tests: AccountExportTests.swift
package struct AccountExportJSON {
    private let account: OwnAccount
    /// Where the memory of large responses comes from.
    private let budget: any ResponseBudget

    package init(account: OwnAccount, budget: any ResponseBudget) {
        self.account = account
        self.budget = budget
    }

    /// One part.
    ///
    /// - Parameters:
    ///   - position: the last movie of the part before; `nil` for the first one, which says everything else.
    ///   - address: where the part after a movie is, to be told in this one; `nil` where the response tells it.
    /// - Returns: with the last movie that was looked at; `nil` in the last part.
    package func part(
        of id: AccountID, after position: MovieID?, next address: ((MovieID) -> String)? = nil
    ) throws -> (json: [UInt8], next: MovieID?) {
        // A part may be there twice, as it was read and as JSON.
        try budget.reserve(2 * OwnMovies.fullAt + ResponseSize.small)
        let movies = try account.movies(of: id, after: position)
        var writer = JSONWriter(reserving: ResponseSize.small)
        writer.raw("{")
        if position == nil {
            writer.members(of: try account.export(of: id))
            writer.raw(",")
        }
        writer.raw("\"movies\":")
        writer.array(movies.movies) { $0.raw($1.json) }
        writer.raw(",\"marks\":")
        writer.array(movies.marks) { writer, own in
            writer.raw("{\"movie\":")
            writer.objectID(own.movie)
            writer.raw(",")
            writer.members(of: own.mark, withNote: true)
            writer.raw("}")
        }
        writer.raw(",\"removed\":")
        writer.array(movies.removed) { $0.removedMovie($1) }
        if let next = movies.next, let address {
            writer.raw(",\"next\":")
            writer.text(address(next))
        }
        writer.raw("}")
        return (writer.bytes, movies.next)
    }
}

extension JSONWriter {
    fileprivate mutating func members(of export: AccountExport) {
        raw("\"account\":{")
        members(of: export.profile)
        raw("},\"sessions\":")
        array(export.sessions) { $0.raw($1.json(isCurrent: nil)) }
        raw(",\"tokens\":")
        array(export.tokens) { writer, token in
            writer.raw("{")
            writer.members(of: token)
            writer.raw("}")
        }
        raw(",\"mails\":")
        array(export.mails) { writer, mail in
            writer.raw("{\"kind\":")
            writer.text(mail.kind.name)
            writer.raw(",\"recipient\":")
            writer.text(mail.recipient.text)
            writer.raw(",\"created\":")
            writer.time(mail.written)
            writer.raw("}")
        }
        raw(",\"clients\":")
        array(export.clients) { writer, client in
            writer.raw("{\"network\":")
            writer.text(client.network.description)
            writer.raw(",\"last\":")
            writer.time(client.last)
            writer.raw("}")
        }
    }
}
