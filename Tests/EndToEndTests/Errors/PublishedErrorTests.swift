import TestSite
import Testing

extension EndToEndTests {
    /// Every row of the published error table that a request can bring about, as it arrives through nginx.
    @EndToEnd
    @Suite struct PublishedErrorTests {
        /// ASVS 3.4.4, 4.1.1, 4.1.4
        @Test(arguments: ErrorRow.all)
        func isAnsweredAsPublished(_ row: ErrorRow) throws {
            let response = try row.response(from: ErrorRow.Cast(at: try Site()))
            try expectError(response, row.status, row.name, row.message)
            for (name, value) in row.fields { #expect(response[name] == value) }
        }
    }
}
