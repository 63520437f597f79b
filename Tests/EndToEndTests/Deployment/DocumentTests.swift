import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// The documents beside the code that they repeat.
    @EndToEnd
    @Suite struct DocumentTests {
        @Test func everySettingIsInConfigurationWithItsDefault() throws {
            let rows = try MarkdownDocument("docs/configuration.md").rows.filter { $0[0].hasPrefix("MOVIE_BAG_") }
            let settings = try ProgramHelp.settings()
            #expect(settings.count > 30)
            for setting in settings {
                let row = rows.first { $0[0] == setting.name }
                #expect(row?[1] == setting.standard ?? "–", "\(setting.name)")
            }
            #expect(rows.count == settings.count, "one that there is no more, or one twice")
        }

        /// The whole table is in docs/api.md; README.md has the routes that one meets first.
        @Test(arguments: ["README.md", "docs/api.md"])
        func everyRouteIsInTheTable(document: String) throws {
            let routes = try ["MovieBagAPI/Routes.swift", "MovieBagPages/Links/Pages+LinkRows.swift"].flatMap(
                Self.routes)
            #expect(routes.count > 10 && routes.contains("GET /api/movies/{id}"))
            let rows = try MarkdownDocument(document).rows.map { row in
                // Behind a route stands what it needs: a query, or "(bearer)".
                String(row[0].prefix { $0 != "?" && $0 != "(" }.split(separator: " ").joined(separator: " "))
            }
            let isWhole = document == "docs/api.md"
            if isWhole { for route in routes { #expect(rows.contains(route), "\(route)") } }
            let documented = rows.filter { row in
                ["GET /", "POST /", "PUT /", "PATCH /", "DELETE /"].contains { row.hasPrefix($0) }
            }
            #expect(Set(documented).isSubset(of: routes) && Set(documented).count == documented.count)
            #expect(isWhole ? documented.count == routes.count : documented.count > 10)
        }

        /// The routes that a file adds, each as `GET /path`.
        private static func routes(in file: String) throws -> [String] {
            try Files.text("\(Repository.path)/Sources/\(file)").split(separator: "\n").flatMap { line in
                ["get", "post", "put", "patch", "delete"].compactMap { method -> String? in
                    let parts = line.split(separator: ".\(method), \"", omittingEmptySubsequences: false)
                    guard parts.count == 2, parts[1].hasPrefix("/") else { return nil }
                    return "\(method.uppercased()) \(parts[1].prefix { $0 != "\"" })"
                }
            }
        }

        @Test func everyExitStatusIsInOperationsAndInTheManual() throws {
            let known = [0, 1, 64, 70, 78]
            let code = try MarkdownDocument.paths(endingIn: "ExitStatus.swift", below: "Sources")
            #expect(code.count == 1)
            let declared = try Files.text("\(Repository.path)/\(code.first ?? "")").split(separator: "\n")
                .filter { !$0.contains("///") }
                .flatMap { line in line.split { !$0.isLetter && !$0.isNumber }.compactMap { Int($0) } }
            #expect(declared.count >= 3 && Set(known).isSuperset(of: declared), "\(declared)")
            let rows = try MarkdownDocument("docs/operations.md").rows.compactMap { Int($0[0]) }
            #expect(rows == known)
            let page = try Files.text("\(Repository.path)/deploy/package/movie-bag.1").split(separator: "\n")
            #expect(page.filter { $0.hasPrefix(".It ") }.compactMap { Int($0.dropFirst(4)) } == known)
        }

        @Test func everyCommandIsInOperations() throws {
            let rows = Set(try MarkdownDocument("docs/operations.md").rows.map { $0[0] })
            let commands = try ProgramHelp.commands().dropFirst()
            #expect(commands.count > 10)
            for command in commands {
                let line = "movie-bag \(command.joined(separator: " "))"
                #expect(rows.contains(line), "\(line)")
            }
        }

        @Test func everyLinkLeadsSomewhere() throws {
            let documents = try MarkdownDocument.all()
            #expect(documents.contains { $0.path == "docs/api.md" })
            for document in documents {
                for link in document.links {
                    guard let target = document.target(of: link) else { continue }
                    let isThere = access("\(Repository.path)/\(target.path)", F_OK) == 0
                    #expect(isThere, "\(document.path): \(link)")
                    guard isThere, let anchor = target.anchor else { continue }
                    let anchors = try MarkdownDocument(target.path).anchors
                    #expect(anchors.contains(anchor), "\(document.path): \(link)")
                }
            }
        }

        /// In the table of tables of docs/architecture.md.
        @Test func everyTableOfTheDatabaseIsInArchitecture() throws {
            let tables = try Site().sqlite("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                .split(separator: "\n").map(String.init)
            #expect(tables.count > 10)
            let rows = try MarkdownDocument("docs/architecture.md").rows
            let listed = rows.drop { $0 != ["table", "rows"] }.prefix { $0.count == 2 }
                .flatMap { $0[0].split(separator: ", ").map(String.init) }
            #expect(listed.filter { tables.contains($0) }.sorted() == tables)
        }

        /// What stands between backticks: a file, or a type, perhaps with a member of it.
        @Test(arguments: ["CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"])
        func everyTypeAndFileThatIsNamedIsThere(document: String) throws {
            // Names that stand for others, and what others made.
            let others = ["Foo", "FooTests", "Type", "Package", "Atomic", "Busy", "Unconfirmed"]
            let paths =
                try MarkdownDocument.paths(endingIn: ".swift", below: "Sources")
                + MarkdownDocument.paths(endingIn: ".swift", below: "Tests")
            let files = Set(paths.map { String($0.split(separator: "/").last ?? "").replacing(".swift", with: "") })
            let folders = Set(paths.flatMap { $0.split(separator: "/").map(String.init) })
            let declarations = try paths.flatMap { path in
                try Files.text("\(Repository.path)/\(path)")
                    .matches(of: /\b(?:struct|class|enum|protocol|typealias) ([A-Z]\w*)/).map { String($0.1) }
            }
            let targets = try Files.names(in: "\(Repository.path)/Sources")
            let names = files.union(folders).union(targets).union(declarations)
            let text = try MarkdownDocument(document).lines.joined(separator: "\n")
            let marked = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map(\.element)
            let found = marked.compactMap { mark -> String? in
                if let file = mark.wholeMatch(of: /(?:[\w\/+.]*\/)?([\w+]+)\.swift/) { return String(file.1) }
                return mark.wholeMatch(of: /([A-Z]+[a-z]\w*)(\.[a-z]\w*(\(.*\))?)?/).map { String($0.1) }
            }
            #expect(found.count > (document == "docs/glossary.md" ? 2 : 20))
            let missing = Set(found).subtracting(names).subtracting(others)
            #expect(missing.isEmpty)
        }

        @Test func theReadmeIsShort() throws {
            #expect(try MarkdownDocument("README.md").lineCount <= 150)
        }
    }
}
