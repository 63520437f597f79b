import MovieBag

/// What the page of the own account is made of, besides what all pages are.
package struct AccountParts {
    let tokens: APITokens
    let departures: Departures
    let administration: Administration
    let export: ExportPart

    /// A part of the export of an account, after a movie: as JSON that tells where the next one is.
    package typealias ExportPart = (
        _ account: AccountID, _ position: MovieID?, _ next: @escaping (MovieID) -> String
    ) throws -> [UInt8]

    package init(
        tokens: APITokens, departures: Departures, administration: Administration, export: @escaping ExportPart
    ) {
        self.tokens = tokens
        self.departures = departures
        self.administration = administration
        self.export = export
    }
}
