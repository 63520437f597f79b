import Text

/// What the requests of these tests are called.
enum TestRequest {
    static let id = RequestID(Array("test.1".utf8)) ?? RequestID(random: Array(repeating: 0, count: 12)[...])
}
