/// What a browser calls itself (User-Agent), as people know it: the families of the browser and of its system.
///
/// Every browser names others that it wants to be taken for; the order of the marks is that in which one tells them apart.
///
/// Tests: DeviceNameTests.swift
struct DeviceName: Equatable {
    let browser: String
    let system: String

    /// `nil` for what is no browser or system that is known here.
    init?(agent: String) {
        guard agent.hasPrefix("Mozilla/"), let browser = Self.first(of: Self.browsers, in: agent),
            let system = Self.first(of: Self.systems, in: agent)
        else { return nil }
        self.browser = browser
        self.system = system
    }

    private static let browsers = [
        ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"),
        ("SamsungBrowser/", "Samsung Internet"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]

    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows NT", "Windows"),
        ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"), ("FreeBSD", "FreeBSD"),
        ("OpenBSD", "OpenBSD"),
    ]

    private static func first(of marks: [(mark: String, name: String)], in agent: String) -> String? {
        marks.first { agent.contains($0.mark) }?.name
    }
}

extension PageTexts {
    /// The name of a device, or the text of the agent where it is none that people know.
    func device(agent: String) -> String {
        guard let device = DeviceName(agent: agent) else { return agent }
        return self("session_device", ["browser": device.browser, "system": device.system])
    }
}
