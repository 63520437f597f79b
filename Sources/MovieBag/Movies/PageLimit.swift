/// Decides movie by movie where a page ends: after as many as were asked for, or before the one with which it would have
/// more bytes than ``MoviePage/fullAt``. For every storage, so that all of them divide a list alike.
///
/// Tests: PageLimitTests.swift
package struct PageLimit {
    @usableFromInline let movies: Int
    @usableFromInline var count = 0
    /// The most bytes that the page can have so far; what it has is asked for only when that would be too much.
    @usableFromInline var most = 0

    /// - Parameter movies: how many there may be, at least 1.
    @inlinable
    package init(movies: Int) {
        self.movies = movies
    }

    /// Whether the page has as many movies as it may.
    @inlinable
    package var isReached: Bool { count == movies }

    /// Takes a movie up, if the page has room for its bytes. The first one has room whatever its size.
    ///
    /// - Parameters:
    ///   - size: the most bytes that it takes (``MoviePage/mostBytes(name:cast:genres:)``).
    ///   - byteCount: what the page has without it; not asked for while the page is far from full.
    /// - Returns: `false` when the page ends before it.
    @inlinable
    package mutating func admits(upTo size: Int, after byteCount: @autoclosure () -> Int) -> Bool {
        most += size
        if most > MoviePage.fullAt, count > 0 {
            most = byteCount() + size
            guard most <= MoviePage.fullAt else { return false }
        }
        count += 1
        return true
    }
}
