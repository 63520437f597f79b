import Memory
import Testing
import Text

@testable import Web

@Suite struct RequestIDGeneratorTests {
    @Test func namesAreMadeOfTheBytesInTheirOrder() {
        var drawn: UInt8 = 0
        let names = RequestIDGenerator { count in
            (0..<count).map { _ in
                drawn &+= 1
                return drawn
            }
        }
        #expect(names.next().text == "0102030405060708090a0b0c")
        #expect(names.next().text == "0d0e0f101112131415161718")
    }

    @Test func noByteIsUsedTwice() {
        var draws = 0
        let names = RequestIDGenerator { count in
            draws += 1
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
        #expect(Set((0..<1_000).map { _ in names.next() }).count == 1_000)
        #expect(draws == 4, "one draw of the random generator is enough for 256 requests")
    }

    @Test(
        arguments: [
            ([("REQUEST_ID", "a-1")], "a-1"), ([("UNIQUE_ID", "b_2")], "b_2"),
            ([("UNIQUE_ID", "b_2"), ("REQUEST_ID", "a-1")], "a-1"),
            ([("REQUEST_ID", "a 1"), ("UNIQUE_ID", "b_2")], "b_2"),
            ([("REQUEST_ID", ""), ("UNIQUE_ID", "a@1")], "test.1"),
            ([("HTTP_REQUEST_ID", "a"), ("HTTP_X_REQUEST_ID", "a"), ("HTTP_UNIQUE_ID", "a")], "test.1"), ([], "test.1"),
        ] as [([(String, String)], String)])
    func aNameOfTheWebServerComesFirst(variables: [(String, String)], name: String) {
        var builder = RequestBuilder()
        for (name, value) in variables {
            builder.take(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        #expect(builder.request(body: .complete([]), orNamed: { TestRequest.id }).id.text == name)
    }
}
