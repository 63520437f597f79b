import FoundationEssentials
import JSON
import Testing

@Suite("JSONTestSuite's parsing cases", .enabled(if: ParsingCase.isAvailable))
struct JSONVectorTests {
    // The suite tests the grammar, which allows a name twice; the service does not.
    static let stricterThanTheGrammar: Set = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    @Test(arguments: ParsingCase.all)
    func isReadAsTheSuiteExpects(example: ParsingCase) throws {
        let mustAccept = example.accept && !Self.stricterThanTheGrammar.contains(example.name)
        let text = try #require(Data(base64Encoded: example.base64))
        do throws(JSONError) {
            _ = try JSONValue(parsing: Array(text))
            #expect(mustAccept)
        } catch {
            #expect(!mustAccept, "\(error)")
        }
    }
}

/// One case of the published suite, kept beside the repository and not in it.
struct ParsingCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let accept: Bool
    let base64: String

    var testDescription: String { name }

    private static let file = URL(filePath: #filePath).appending(path: "../../../../shared/vectors/json_parsing.json")

    static var isAvailable: Bool { FileManager.default.fileExists(atPath: file.standardized.path) }

    static let all: [ParsingCase] = {
        struct File: Decodable { let cases: [ParsingCase] }
        // Where the file is absent the suite is disabled, but its arguments are still asked for.
        guard isAvailable, let data = try? Data(contentsOf: file.standardized) else { return [] }
        do {
            return try JSONDecoder().decode(File.self, from: data).cases
        } catch {
            Issue.record(error)
            return []
        }
    }()
}
