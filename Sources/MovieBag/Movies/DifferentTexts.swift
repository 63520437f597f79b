/// Texts of a list, each of them once.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift, MovieDocumentTests.swift
struct DifferentTexts {
    /// So many are compared with each other sooner than they are hashed.
    private static let few = 16

    private var first: [[UInt8]] = []
    private var others: Set<[UInt8]> = []

    /// Takes a text.
    ///
    /// - Returns: whether it was not there yet.
    mutating func insert(_ text: [UInt8]) -> Bool {
        guard !first.contains(text) else { return false }
        guard first.count == Self.few else {
            first.append(text)
            return true
        }
        return others.insert(text).inserted
    }
}
