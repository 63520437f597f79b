import Testing

@testable import Web

@Suite struct AcceptedTypesTests {
    private func prefersProblems(_ field: String) -> Bool? {
        AcceptedTypes(Array(field.utf8))?.prefers(("application", "problem+json"), to: ("application", "json"))
    }

    @Test(arguments: [
        "application/problem+json", "APPLICATION/Problem+JSON", "application/json;q=0.9, application/problem+json",
        "application/json;q=0.8,application/problem+json;q=0.9", "text/html, application/problem+json;q=0.001",
        "application/problem+json, */*;q=0.999", "application/problem+json, application/*; q=0.5, */*",
        "application/problem+json, application/json;q=0, */*", " ,, application/problem+json ,",
        "application/problem+json;q=1.000, application/json;q=0.999",
        "application/problem+json;charset=utf-8", "application/problem+json;profile=\"a,b;q=0 \\\" c\"",
        "application/problem+json ; q=0.5 ; ext=1, application/json;q=0.4", "application/problem+json;;q=1",
        "application/problem+json;q=0.1, application/problem+json;q=0.7, application/json;q=0.5",
    ])
    func aTypeThatIsNamedWithALargerWeightIsPreferred(field: String) {
        #expect(prefersProblems(field) == true)
    }

    @Test(arguments: [
        "application/json", "*/*", "application/*", "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/json, application/problem+json", "application/problem+json, */*",
        "application/problem+json, application/*",
        "application/problem+json;q=0", "application/problem+json;q=0.5, application/json;q=0.5",
        "application/problem+json;q=0.8, application/json;q=0.9", "application/problem+xml",
        "application/problem+jsonx",
        "application/problem+json;Q=0.5, */*;q=0.6", "application/json;version=1, application/problem+json",
    ])
    func elseItIsNot(field: String) {
        #expect(prefersProblems(field) == false)
    }

    @Test(arguments: [
        "", " ", ",", "application", "application/", "/json", "application/problem+json;q",
        "application/problem+json;q=",
        "application/problem+json;q=2", "application/problem+json;q=1.001", "application/problem+json;q=0.1234",
        "application/problem+json;q=.5", "application/problem+json;q=-1", "application/problem+json;q=1;q=1",
        "application/problem+json q=1", "application/problem+json; a = b", "application/problem+json;a=\"b", "*/json",
        "app*/json", "application/j*", "application /json", "application/problem+json, x",
        "application/problem+json;a=\"\u{7}\"",
        "application/problem+json;q=0x1", "application/problem+json\0",
    ])
    func whatIsMalformedSaysNothing(field: String) {
        #expect(prefersProblems(field) == nil)
    }

    @Test func itsLengthAndTheNumberOfItsRangesAreBounded() {
        let type = "application/problem+json"
        #expect(prefersProblems(type + String(repeating: " ", count: 1_024 - type.utf8.count)) == true)
        #expect(prefersProblems(type + String(repeating: " ", count: 1_025 - type.utf8.count)) == nil)
        #expect(prefersProblems(type + String(repeating: ",a/b", count: 63)) == true)
        #expect(prefersProblems(type + String(repeating: ",a/b", count: 64)) == nil)
    }
}
