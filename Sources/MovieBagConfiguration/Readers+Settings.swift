import MovieBag

/// Tests: SettingsTests.swift
extension Readers {
    /// Reads who may read the collection.
    init(_ reader: inout SettingsReader) {
        let readers = reader.value(.readers) { (text) throws(InvalidValue) in
            guard let readers = Readers(rawValue: text) else {
                throw InvalidValue(text, "must be one of \(Readers.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return readers
        }
        self = readers ?? .anyone
    }
}
