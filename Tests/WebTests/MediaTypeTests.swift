import Testing

@testable import Web

@Suite struct MediaTypeTests {
    @Test(arguments: [
        ("application/json", MediaType.json), ("Application/JSON", .json), ("application/json;charset=utf-8", .json),
        ("application/json; charset=UTF-8", .json), ("application/json ; charset=\"utf-8\" ", .json),
        ("application/x-www-form-urlencoded", .form), ("application/x-www-form-urlencoded; charset=utf-8", .form),
        ("application/merge-patch+json", .mergePatch), ("application/merge-patch+json; charset=x", .other),
        ("application/json;", .json), ("application/json;;charset=utf-8", .json), ("application/json; ; ", .json),
        ("application/json;charset=utf8", .json), ("application/json; CharSet=US-ASCII;", .json),
        ("application/json; charset=\"utf\\-8\"", .json), (" application/json\t;\tcharset=UTF8 ", .json),
        ("application/x-www-form-urlencoded;", .form), ("application/x-www-form-urlencoded; charset=\"utf8\"", .form),
        ("", .other), (";", .other), ("; charset=utf-8", .other), ("application/json; charset=latin1", .other),
        ("application/json; charset=utf-16", .other), ("application/json; charset=", .other),
        ("application/json; charset", .other), ("application/json; charset=utf-8x", .other),
        ("application/json; charset=\"utf-8", .other), ("application/json; charset=\"", .other),
        ("application/json; charset = utf-8", .other), ("application/json; version=1", .other),
        ("application/json; charset=utf-8; charset=utf-8", .other), ("application/jsonp", .other),
        ("text/json", .other), ("multipart/form-data; boundary=x", .other), ("application/json, text/plain", .other),
    ])
    func onlyTheTypesThatRoutesReadAreTold(text: String, type: MediaType) {
        #expect(MediaType(Array(text.utf8)) == type)
    }
}
