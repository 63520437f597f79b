/// What the doctor asks of a site. It never holds a secret, so it may stand on a command line.
///
/// Tests: SiteExaminationTests.swift
package struct SiteRequest: Equatable, Sendable {
    var method = "GET"
    var url: String
    var fields: [String] = []
    var body: [UInt8]?

    init(_ method: String = "GET", _ url: String, fields: [String] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
    }
}
