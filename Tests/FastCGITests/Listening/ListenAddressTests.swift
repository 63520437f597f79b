import FastCGI
import Testing

struct ListenAddressTests {
    @Test(arguments: [
        ("unix:/run/movie-bag/socket", ListenAddress.unix(path: "/run/movie-bag/socket")),
        ("unix:socket", .unix(path: "socket")),
        ("127.0.0.1:9000", .tcp(host: "127.0.0.1", port: 9000)),
        ("127.1.2.3:1", .tcp(host: "127.1.2.3", port: 1)),
        ("[::1]:65535", .tcp(host: "::1", port: 65535)),
        ("fd:0", .descriptor(0)),
        ("fd:3", .descriptor(3)),
    ])
    func acceptedFormsAreReadAndWrittenBack(text: String, address: ListenAddress) throws {
        #expect(try ListenAddress(parsing: text) == address)
        #expect(address.description == text)
    }

    @Test(arguments: [
        "", "unix:", "unix:\0", "fd:", "fd:-1", "fd:x", "/run/socket", "9000", ":9000:", "127.0.0.1", "127.0.0.1:",
        "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http", "::1:9000", "[127.0.0.1]:9000", "[::1]",
    ])
    func otherFormsAreRefused(text: String) {
        #expect(throws: ListenAddressError.malformed(text)) { try ListenAddress(parsing: text) }
    }

    /// ASVS 13.2.1
    @Test(arguments: [
        ":9000", "0.0.0.0:9000", "10.0.0.1:9000", "128.0.0.1:9000", "localhost:9000", "example.org:9000", "127.1:9000",
        "[::]:9000", "[::2]:9000", "[fe80::1]:9000", "[::ffff:127.0.0.1]:9000",
    ])
    func addressesThatOthersCouldReachAreRefused(text: String) {
        #expect(throws: ListenAddressError.notLoopback(text)) { try ListenAddress(parsing: text) }
    }

    @Test func aPathLongerThanASocketAddressIsRefused() throws {
        let longest = "/" + String(repeating: "x", count: 102)
        #expect(try ListenAddress(parsing: "unix:" + longest) == .unix(path: longest))
        let longer = longest + "x"
        #expect(throws: ListenAddressError.pathTooLong(longer)) { try ListenAddress(parsing: "unix:" + longer) }
    }
}
