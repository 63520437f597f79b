import FoundationEssentials
import FuzzSubjects
import Testing

/// The inputs that are kept, seeds and what once broke something among them, given to each subject again.
struct CorpusTests {
    @Test(arguments: FuzzSubjects.allCases)
    func everyInputThatIsKeptKeepsThePromises(of name: FuzzSubjects) throws {
        let subject = try name.make()
        let inputs = try Corpus(of: name).inputs
        try #require(!inputs.isEmpty)
        for (file, bytes) in inputs {
            #expect(throws: Never.self, "\(name.rawValue)/\(file)") { try subject.examine(bytes) }
        }
    }

    @Test(arguments: FuzzSubjects.allCases)
    func theCorporaStaySmall(of name: FuzzSubjects) throws {
        let inputs = try Corpus(of: name).inputs
        #expect(inputs.count <= 40)
        #expect(inputs.allSatisfy { $0.bytes.count <= 1024 })
    }

    @Test func everyFolderOfInputsBelongsToASubject() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Corpus.directory.path)
        #expect(folders.sorted() == FuzzSubjects.allCases.map(\.rawValue).sorted())
    }
}

/// The inputs of one subject.
private struct Corpus {
    let inputs: [(file: String, bytes: [UInt8])]

    static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpora")

    init(of subject: FuzzSubjects) throws {
        let folder = Self.directory.appending(path: subject.rawValue)
        inputs = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { file in
            (file, Array(try Data(contentsOf: folder.appending(path: file))))
        }
    }
}
