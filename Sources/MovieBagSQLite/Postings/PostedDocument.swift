import MovieBag
import SQLite

/// What the lists of terms have to say of a movie.
///
/// Tests: PostingStoreTests.swift
struct PostedDocument {
    let posting: Posting
    /// Each at least once.
    let terms: [[UInt8]]

    /// - Parameters:
    ///   - row: one that has the columns `name, year, added_by, text` of a document.
    ///   - column: the number of the first of them.
    init(_ movie: MovieID, _ row: Statement, from column: Int32) {
        let year = row.integer(column + 1)
        posting = Posting(movie, year: year, name: row.bytes(column))
        terms = SearchTerm.all(year: year, owner: row.bytes(column + 2), text: row.bytes(column + 3))
    }
}

/// How the document of a movie has changed since its lists were right.
///
/// Its lists may have what it was before any of the changes, or what it was between them, as they may have been worked off when
/// some of these had been made already.
struct DocumentChange {
    private var olds: [PostedDocument] = []
    /// Whether its lists may have nothing of it.
    private var mayBeNew = false

    /// Takes the next change.
    ///
    /// - Parameter document: what it was before; `nil` when it was none, or when it was not listed yet.
    mutating func note(_ document: PostedDocument?) {
        if let document { olds.append(document) } else { mayBeNew = true }
    }

    /// How lists change; an edit may be there twice.
    ///
    /// - Parameter new: what the document is now, if it is there.
    func edits(to new: PostedDocument?) -> [TermEdit] {
        guard !olds.isEmpty else { return new?.edits(adding: true) ?? [] }
        guard let new else { return olds.flatMap { $0.edits(adding: false) } }
        let after = Set(new.terms)
        let removed = olds.flatMap { $0.edits(adding: false) }.filter { !after.contains($0.term) }
        guard olds.count == 1, !mayBeNew, olds[0].posting == new.posting else {
            return removed + new.edits(adding: true)
        }
        let before = Set(olds[0].terms)
        return removed + new.edits(adding: true).filter { !before.contains($0.term) }
    }
}

extension PostedDocument {
    fileprivate func edits(adding isAdded: Bool) -> [TermEdit] {
        terms.map { TermEdit(term: $0, edit: PostingEdit(posting: posting, isAdded: isAdded)) }
    }
}

/// How the list of a term changes.
struct TermEdit {
    let term: [UInt8]
    let edit: PostingEdit

    /// In the order in which rows are written, that pages are read and written once.
    func isBefore(_ other: TermEdit) -> Bool {
        term == other.term
            ? edit.posting.isBefore(other.edit.posting) : term.lexicographicallyPrecedes(other.term)
    }
}

extension PostingEdit {
    /// The edits of one term, in the order of identifiers, one for each movie.
    static func each(_ edits: ArraySlice<TermEdit>) -> ArraySlice<PostingEdit> {
        var each: [PostingEdit] = []
        each.reserveCapacity(edits.count)
        for edit in edits where !(each.last?.posting.isSameMovie(as: edit.edit.posting) ?? false) {
            each.append(edit.edit)
        }
        return each[...]
    }
}
