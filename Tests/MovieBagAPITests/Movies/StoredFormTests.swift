import Testing
import Web

@testable import MovieBagAPI

@Suite struct StoredFormTests {
    @Test func aResponseIsReadAsItWasWritten() throws {
        let response = Response(
            content: .json, tag: EntityTag(Array("1-00".utf8)),
            fields: [.init("Location", "http://localhost/a: b"), .init("Preference-Applied", "return=representation")],
            body: Array("{\"name\":\"\n\n\"}".utf8))
        let bytes = StoredForm.bytes(of: response)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "1-00\nLocation: http://localhost/a: b\nPreference-Applied: return=representation\n\n{\"name\":\"\n\n\"}"
        )
        #expect(StoredForm.response(bytes) == response)
    }

    @Test func oneWithoutTagAndFieldsToo() {
        let response = Response(content: .json, body: [])
        #expect(StoredForm.response(StoredForm.bytes(of: response)) == response)
    }

    @Test(arguments: [
        "", "tag", "tag\n", "tag\nName: value\n", "tag\nName\n\n", "tag\nName:value\n\n", "tag\nName: \u{1}\n\n",
    ])
    func anythingElseIsNone(text: String) {
        #expect(StoredForm.response(Array(text.utf8)) == nil)
    }
}
