import MovieBag
import SQLite

/// What the lists of terms have to say of a movie.
///
/// Tests: PostingStoreTests.swift
struct PostedDocument {
    let posting: Posting
    let terms: Set<[UInt8]>

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
struct DocumentChange {
    /// What its lists have of it, at most.
    private var old: PostedDocument?
    /// Whether they may have nothing of it.
    private var mayBeNew = false

    /// Takes the next change in the order in which they were made.
    ///
    /// - Parameter document: what it was before; `nil` when it was none, or when it was not listed yet.
    mutating func note(_ document: PostedDocument?) {
        if document == nil { mayBeNew = true }
        old = old ?? document
    }

    /// How lists change.
    ///
    /// - Parameter new: what the document is now, if it is there.
    func edits(to new: PostedDocument?) -> [TermEdit] {
        var edits: [TermEdit] = []
        if let old {
            edits += old.terms.subtracting(new?.terms ?? []).map {
                TermEdit(term: $0, edit: PostingEdit(posting: old.posting, isAdded: false))
            }
        }
        if let new {
            let isKept = !mayBeNew && old?.posting == new.posting
            edits += new.terms.subtracting(isKept ? old?.terms ?? [] : []).map {
                TermEdit(term: $0, edit: PostingEdit(posting: new.posting, isAdded: true))
            }
        }
        return edits
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
