import FoundationEssentials
import Testing

@testable import MovieBagConfiguration

@Suite struct SettingTests {
    /// The rows of the tables of docs/configuration.md, by the name of the setting: the cells behind it.
    private static let rows: [String: [String]] = {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
        let text = (try? String(contentsOfFile: "\(root)/docs/configuration.md", encoding: .utf8)) ?? ""
        var rows: [String: [String]] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `MOVIE_BAG_") {
            let cells = line.split(separator: "|").map { $0.trimming(" `") }
            rows[cells[0]] = Array(cells.dropFirst())
        }
        return rows
    }()

    @Test(arguments: SettingName.allCases)
    func theDocumentHasTheSameDefaultAndRange(name: SettingName) throws {
        let row = try #require(Self.rows[name.rawValue])
        switch name.setting.kind {
        case .number(let standard, let range):
            #expect(row[0] == "\(standard)")
            #expect(
                row[1]
                    == "\(SettingsDocument.grouped(range.lowerBound)) to \(SettingsDocument.grouped(range.upperBound))")
            #expect(range.contains(standard))
        case .toggle(let standard):
            #expect(row[0] == (standard ? "yes" : "no"))
        case .text: break
        }
    }

    @Test func helpEndsWithTheDefault() {
        #expect(Setting(.number(default: 5, in: 1...9), "so many").help == "so many (5)")
        #expect(Setting(.toggle(default: false), "whether it is so").help == "yes or no: whether it is so (no)")
        #expect(Setting(.text(default: nil), "a path").help == "a path")
        #expect(Setting(.text(default: "x"), "a path").help == "a path (x)")
    }
}

extension Substring {
    fileprivate func trimming(_ characters: String) -> String {
        let rest = drop { characters.contains($0) }
        return String(rest.reversed().drop { characters.contains($0) }.reversed())
    }
}
