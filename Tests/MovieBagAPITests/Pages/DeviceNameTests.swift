import TestPages
import Testing

@testable import MovieBagPages

@Suite struct DeviceNameTests {
    @Test(arguments: [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Chrome", "Windows"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
                + "Safari/537.36 Edg/142.0.0.0", "Edge", "Windows"
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 "
                + "Safari/605.1.15", "Safari", "macOS"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 "
                + "Mobile/15E148 Safari/604.1", "Safari", "iPhone"
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 "
                + "Chrome/136.0.0.0 Mobile Safari/537.36", "Samsung Internet", "Android"
        ),
    ])
    func browsersAreKnown(agent: String, browser: String, system: String) {
        let name = DeviceName(agent: agent)
        #expect(name?.browser == browser && name?.system == system)
    }

    @Test(arguments: ["curl/8.14.1", "", "Mozilla/5.0", "Firefox/140.0 Linux", "Mozilla/5.0 (Linux) Unknown/1"])
    func otherAgentsAreNot(agent: String) {
        #expect(DeviceName(agent: agent) == nil)
    }
}
