import MovieBag

/// Tests: SettingsTests.swift
extension TokenLifetimes {
    /// Reads them; what is wrong has its default, and is a problem of the reader.
    package init(_ reader: inout SettingsReader) {
        self.init(
            access: Int64(reader.number(.accessTokenSeconds)), reset: Int64(reader.number(.resetTokenSeconds)))
    }
}
