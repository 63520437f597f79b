import MovieBag

/// The genres and casts that a form of a movie offers: those that are known, without those that are typed already.
///
/// Tests: MovieFormTests.swift
struct KnownLabels {
    let movies: Movies

    private static let most = 100

    func fill(_ values: inout PageValues, besides form: MovieForm) throws {
        values.set("known_genres", list: try list(.genre, form.genres, "known_genre", "known_genre_id", "g"))
        values.set("known_casts", list: try list(.cast, form.casts, "known_cast", "known_cast_id", "c"))
    }

    private func list(
        _ kind: LabelKind, _ typed: [[UInt8]], _ name: StaticString, _ id: StaticString, _ prefix: String
    ) throws -> [PageValues] {
        let labels: [CountedLabel]
        do {
            labels = try movies.labels(LabelQuery(kind, limit: Self.most)).labels
        } catch is SearchNotReady {
            return []
        }
        let known = labels.filter { !typed.contains($0.name) }
        return known.enumerated().map { index, label in
            var entry = PageValues()
            entry.set(name, utf8: label.name)
            entry[id] = "\(prefix)\(index)"
            return entry
        }
    }
}
