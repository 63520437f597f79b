import Testing
import Web

@testable import MovieBagService

@Suite struct WebServerParentTests {
    @Test func itIsThereWhereASocketIsLentButNotBySystemd() {
        #expect(WebServerParent.isThere(socketIsLent: true, environment: ["PATH": "/bin"]))
        #expect(!WebServerParent.isThere(socketIsLent: true, environment: ["INVOCATION_ID": "1"]))
        #expect(!WebServerParent.isThere(socketIsLent: false, environment: [:]))
    }

    @Test func onlyARedirectionSaysWhereToGo() {
        let fields = [Response.Field("Location", "https://movies.example.org/x"), Response.Field("Vary", "Origin")]
        var added = Response(status: 200, content: .json, fields: fields, body: [])
        WebServerParent.prepare(&added)
        #expect(added.fields == [fields[1]])
        var redirection = Response(status: 303, content: .html, fields: fields, body: [])
        WebServerParent.prepare(&redirection)
        #expect(redirection.fields == fields)
    }
}
