import JSON
import MovieBag
import Web

/// The entity tags of the two kinds of resources, and what a client means by them.
///
/// They are strong: equal tags, equal bytes. So whatever the bytes depend on besides the movies stands in them too: the
/// limit of a page, and the form that this program gives to its JSON.
///
/// Tests: EntityTagTests.swift, MovieBagAPITests/Movies/Conditions/ConditionalWriteTests.swift
enum MovieETags {
    /// The tag of one movie.
    static func movie(_ revision: Revision) -> EntityTag {
        var writer = JSONWriter(reserving: 24)
        writer.raw(MovieMembers.form)
        writer.hexadecimal(revision.number)
        return EntityTag(writer.bytes)
    }

    /// The tag of a page, whose address says where it starts.
    ///
    /// - Parameter query: what the page is of; `nil` for the whole list.
    static func page(_ revision: Revision, limit: Int, of query: MovieQuery? = nil) -> EntityTag {
        var writer = JSONWriter(reserving: 48)
        writer.raw(MovieMembers.form)
        writer.hexadecimal(revision.number)
        writer.raw("-")
        writer.integer(Int64(limit))
        if let query {
            writer.raw("-")
            writer.hexadecimal(query.digest)
        }
        return EntityTag(writer.bytes)
    }

    /// The revisions that a change of a movie is for. Tags that are none of ours stand for none.
    ///
    /// - Parameter takesWeak: whether weak tags count in If-Match, which nginx makes of ours when it compresses a response.
    ///   They never do in RFC 9110 (section 13.1.1); ours name one state all the same, whatever stands before them.
    static func condition(of request: Request, takesWeak: Bool) -> RevisionCondition {
        RevisionCondition(
            // What does not exist is refused anyway.
            wanted: request.ifMatch.map { revisions($0, takesWeak: takesWeak) } ?? .any,
            unwanted: request.ifNoneMatch.map { revisions($0, takesWeak: true) } ?? .these([]))
    }

    private static func revisions(
        _ condition: EntityTagCondition, takesWeak: Bool
    ) -> RevisionCondition.Revisions {
        switch condition {
        case .any: .any
        case .oneOf(let tags): .these(tags.compactMap { $0.isWeak && !takesWeak ? nil : revision($0.withoutCoding) })
        }
    }

    private static func revision(_ opaque: ArraySlice<UInt8>) -> Revision? {
        let digits = opaque.dropFirst(MovieMembers.form.utf8CodeUnitCount)
        guard digits.count == 16, let number = Int64(String(decoding: digits, as: UTF8.self), radix: 16) else {
            return nil
        }
        let revision = Revision(number)
        // Each revision has one spelling.
        return movie(revision).opaque[...] == opaque ? revision : nil
    }
}
