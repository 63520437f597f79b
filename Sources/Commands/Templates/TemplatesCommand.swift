import ArgumentParser
import MovieBagConfiguration
import Processes

/// `movie-bag templates`: the texts of mails and pages.
///
/// Tests: Host/TemplateTests.swift
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Look after the texts of mails and pages.",
        subcommands: [TemplatesCheckCommand.self])
}

/// `movie-bag templates check`: where each template comes from, and whether all are valid.
struct TemplatesCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "List the templates, where each comes from, and what is wrong with them.",
        discussion: """
            MOVIE_BAG_TEMPLATES names a directory with texts of your own: one that is missing there is the packaged one, \
            and so is each line that is missing in a file of lines (messages/de.txt, email/de/words.txt). A line begins \
            with own, packaged or, where only English has it, missing, then the name and the file; below it stand what is \
            wrong, and the names that a file of lines lacks or that nothing uses. A template is \
            refused unless it and its directories belong to root or to the user of the service, or when everybody may \
            change it. Exit status: 0 when the service can use all of them, 1 when it cannot.
            """)

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let files = try await settings.read { reader in TemplateFiles(reader.text(.templates)) }
        let inspection = TemplateInspection(files)
        for entry in inspection.entries { print(TemplateLines(entry).text) }
        print(TemplateSummary(inspection, files).text)
        guard inspection.isGood else { throw ExitCode(.refused) }
    }
}

/// One template in words.
private struct TemplateLines {
    let text: String

    init(_ entry: TemplateInspection.Entry) {
        let origin = entry.found?.origin.rawValue ?? "missing"
        let columns = [(origin, 9), (entry.name, 32)].map { text, width in
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let notes = [
            ("problem", entry.problem), ("missing, so the packaged line is used", Self.list(entry.names?.missing)),
            ("unknown, so nothing uses it", Self.list(entry.names?.unknown)),
        ].compactMap { title, note in note.map { "\n          \(title): \($0)" } }
        text = (columns + [entry.found?.path ?? ""]).joined(separator: " ") + notes.joined()
    }

    private static func list(_ names: [String]?) -> String? {
        names.flatMap { $0.isEmpty ? nil : $0.joined(separator: ", ") }
    }
}

/// What all of them come to.
private struct TemplateSummary {
    let text: String

    init(_ inspection: TemplateInspection, _ files: TemplateFiles) {
        let entries = inspection.entries
        let packaged = entries.filter { $0.found?.origin == .packaged }.map(\.name)
        let bad = entries.count { $0.problem != nil }
        let english = entries.count { $0.problem == nil && $0.found == nil }
        let verdict =
            (bad == 0 ? "all \(entries.count - english) are valid" : "\(bad) of \(entries.count) cannot be used")
            + (english == 0 ? "" : ", and those of English serve for \(english) that are missing")
        guard let own = files.own else {
            text = "\(verdict); \(SettingName.templates.rawValue) names no directory of your own"
            return
        }
        let missing = packaged.isEmpty ? "none is missing" : "missing: \(packaged.joined(separator: ", "))"
        text = "\(verdict); in \(own.path) \(missing)"
    }
}
