import MovieBag
import Testing

@testable import Doctor

@Suite struct ClientAddressCheckTests {
    private let proxy = ClientAddress("10.0.0.5".utf8)!.network

    private func findings(_ origins: [LogInOrigin], namesProxies: Bool = false) -> [Finding] {
        ClientAddressCheck(namesProxies: namesProxies, origins: origins).findings
    }

    @Test func anAddressThatStandsForAProxyIsNamedWithTheRemedy() {
        let origins = Array(repeating: LogInOrigin(network: proxy, logIns: 10), count: 5)
        #expect(findings(origins).has(.warning, "nearly all log-ins come from 10.0.0.5"))
        #expect(findings(origins).has(.warning, "MOVIE_BAG_TRUSTED_PROXIES=10.0.0.5"))
        #expect(findings(origins, namesProxies: true) == [])
        #expect(findings(Array(origins.dropLast())) == [])
        #expect(findings([]) == [])
    }

    /// Such an address counts as a client: users behind a proxy would then lock each other out.
    @Test func anAddressThatMayBeThatOfAProxyIsAskedAbout() {
        let idle = Array(repeating: LogInOrigin(network: ClientAddress("192.0.2.7".utf8)!.network, logIns: 1), count: 5)
        let origins = Array(repeating: LogInOrigin(network: proxy, logIns: 10), count: 11) + idle
        #expect(findings(origins).has(.warning, "11 of 16 accounts that are watched log in from 10.0.0.5"))
        #expect(findings(origins).has(.warning, "MOVIE_BAG_TRUSTED_PROXIES=10.0.0.5"))
        #expect(findings(origins, namesProxies: true) == [])
        #expect(findings(idle) == [])
    }

    @Test func clientsWithoutAnAddressAreNoticedAtOnce() {
        let origins = [LogInOrigin(network: proxy, logIns: 10), LogInOrigin(network: .unknown, logIns: 1)]
        #expect(findings(origins).has(.warning, "have the web server pass REMOTE_ADDR"))
        #expect(findings(origins, namesProxies: true).has(.warning, "have each proxy set X-Forwarded-For"))
        for namesProxies in [false, true] {
            #expect(findings(origins, namesProxies: namesProxies).has(.warning, "MOVIE_BAG_TRUSTED_PROXIES=unix"))
        }
    }
}
