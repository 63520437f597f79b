import MovieBagConfiguration

/// A document with every setting: what it must say of them goes by ``SettingName``, the rest is written by hand.
enum SettingsDocument: String, CaseIterable {
    /// Tables in Markdown, a row for each setting.
    case configuration = "docs/configuration.md"
    /// A manual page, an entry for one setting or more.
    case manual = "deploy/package/movie-bag.1"

    /// The document as it must be: what was written by hand stays, and what is missing comes behind the setting before.
    ///
    /// Of a row in a table the default and the range of numbers and switches are written anew. A setting without a row or
    /// an entry gets one with its sentence, which may then be changed by hand. A row of a setting that is no more goes.
    func updated(_ text: String, settings: [SettingName] = SettingName.allCases) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if self == .configuration { lines = lines.compactMap { Self.row($0, among: settings) } }
        for (index, name) in settings.enumerated() where !lines.contains(where: { isAbout(name, $0) }) {
            let place = index == 0 ? nil : lines.firstIndex { isAbout(settings[index - 1], $0) }
            guard let place else { continue }
            lines.insert(contentsOf: entry(of: name), at: end(of: place, in: lines))
        }
        return lines.joined(separator: "\n")
    }

    /// Whether a row or an entry of a setting begins with this line.
    func isAbout(_ name: SettingName, _ line: String) -> Bool {
        switch self {
        case .configuration: line.hasPrefix("| `\(name.rawValue)` |")
        case .manual: line.hasPrefix(".It Ev ") && line.split(separator: " ").contains { $0 == name.rawValue }
        }
    }

    private func end(of place: Int, in lines: [String]) -> Int {
        switch self {
        case .configuration: place + 1
        case .manual: lines[(place + 1)...].firstIndex { $0.hasPrefix(".It") || $0 == ".El" } ?? lines.count
        }
    }

    private func entry(of name: SettingName) -> [String] {
        let setting = name.setting
        switch self {
        case .configuration:
            return [
                "| `\(name.rawValue)` | \(Self.standard(setting)) | \(Self.range(setting) ?? "a text") | \(setting.sentence) |"
            ]
        case .manual:
            let sentence = setting.sentence.filter { $0 != "`" }
            let standard = setting.standard.map { " (\($0))" } ?? ""
            return [".It Ev \(name.rawValue)", sentence.prefix(1).uppercased() + sentence.dropFirst() + standard + "."]
        }
    }

    /// A line as it must be; `nil` for a row of a setting that is no more.
    private static func row(_ line: String, among settings: [SettingName]) -> String? {
        guard line.hasPrefix("| `MOVIE_BAG_") else { return line }
        var cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let name = cells[1].filter { $0 != "`" && $0 != " " }
        guard let name = SettingName(rawValue: name), settings.contains(name) else { return nil }
        guard cells.count > 4, let range = range(name.setting) else { return line }
        cells[2] = " \(standard(name.setting)) "
        cells[3] = " \(range) "
        return cells.joined(separator: "|")
    }

    private static func standard(_ setting: Setting) -> String {
        guard let standard = setting.standard else { return "–" }
        return standard.contains(" ") ? standard : "`\(standard)`"
    }

    /// `nil` for a text, which nothing is known of.
    private static func range(_ setting: Setting) -> String? {
        switch setting.kind {
        case .number(_, let range): "\(grouped(range.lowerBound)) to \(grouped(range.upperBound))"
        case .toggle: "`yes`, `no`"
        case .text: nil
        }
    }

    /// Such as `1,048,576`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.map { index in
            let isFirst = index == 0 || (digits.count - index) % 3 != 0
            return (isFirst ? "" : ",") + String(digits[index])
        }.joined()
    }
}
