import MovieBag
import Text

/// The revision of a movie as a form carries it.
///
/// Tests: MovieEditPageTests.swift
extension Revision {
    /// Reads what ``formText`` gave; `nil` for anything else.
    init?(formText: [UInt8]) {
        guard !formText.isEmpty, formText.count <= 19, formText.allSatisfy(\.isDigit),
            let number = Int64(String(decoding: formText, as: UTF8.self))
        else { return nil }
        self.init(number)
    }

    var formText: String { "\(number)" }
}
