import MovieBag
import Web

/// Which part of a list a page shows: `?after=ID`. A malformed one counts as none.
///
/// Tests: AdminAccountPageTests.swift
struct PagePart<Subject> {
    /// How many entries a page has.
    static var size: Int { 50 }

    let after: Identifier<Subject>?

    init(_ visit: Visit) {
        after = visit.query.all("after").first.flatMap { Identifier(hexadecimal: $0[...]) }
    }

    /// One more than a page has, by which it is known whether there are others.
    var limit: Int { Self.size + 1 }

    /// Fills in the ways to the first and the next page, and gives the entries of this one.
    ///
    /// - Parameters:
    ///   - found: up to ``limit`` entries.
    ///   - id: by which the list is ordered.
    ///   - address: of the page after an entry, or of the first one.
    func fill<Entry>(
        _ values: inout PageValues, with found: [Entry], id: (Entry) -> Identifier<Subject>,
        address: (Identifier<Subject>?) -> String
    ) -> ArraySlice<Entry> {
        let shown = found.prefix(Self.size)
        values["first_url"] = after == nil ? nil : address(nil)
        values["next_url"] = found.count > shown.count ? shown.last.map { address(id($0)) } : nil
        return shown
    }
}
