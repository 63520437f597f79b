import Testing

@testable import Folding

/// The tables against Python's data, which vectors.txt has, and against the standard library's.
@Suite struct UnicodeTablesTests {
    @Test func normalFormsAreThoseOfTheVectors() {
        #expect(Vectors.normalForms.count == 600)
        for vector in Vectors.normalForms {
            #expect(Folding.nfc(vector.text) == vector.nfc)
            #expect(Folding.nfc(vector.nfc) == vector.nfc)
            #expect(Folding.nfc(vector.nfd) == vector.nfc)
            #expect(Folding.fold(vector.nfc) == Folding.fold(vector.text))
            #expect(Folding.fold(vector.nfd) == Folding.fold(vector.text))
        }
    }

    /// Every scalar that has an entry, and many that have none.
    @Test(arguments: Vectors.parts.map(\.first))
    func everyScalarBecomesWhatPythonSays(first: UInt32) throws {
        let part = try #require(Vectors.parts.first { $0.first == first })
        var (nfc, fold): ([UInt8], [UInt8]) = ([], [])
        for text in Vectors.texts(of: first) {
            nfc += Folding.nfc(text)
            fold += Folding.fold(text)
        }
        #expect(Vectors.hash(nfc) == part.nfc)
        #expect(Vectors.hash(fold) == part.fold)
    }

    @Test(arguments: Vectors.parts.map(\.first))
    func everyScalarKeepsThePromises(first: UInt32) throws {
        for text in Vectors.texts(of: first) {
            let folded = Folding.fold(text)
            let nfc = Folding.nfc(text)
            let again = Folding.fold(folded)
            let ofNFC = Folding.fold(nfc)
            // One comparison for each scalar of what #expect would make slow.
            let holds =
                again == folded && ofNFC == folded && Folding.nfc(folded) == folded
                && folded.count <= Folding.mostBytesPerByte * text.count
                && nfc.count <= Folding.mostNFCBytesPerByte * text.count
            if !holds { Issue.record("\(text): \(folded)") }
        }
    }

    /// Swift's strings are equal when they are canonically equivalent; its case mappings are not what folding uses.
    @Test(arguments: Vectors.parts.map(\.first))
    func theStandardLibraryAgrees(first: UInt32) throws {
        for text in Vectors.texts(of: first) {
            let string = String(decoding: text, as: UTF8.self)
            let properties = string.unicodeScalars[string.startIndex].properties
            guard properties.age != nil else { continue }
            if String(decoding: Folding.nfc(text), as: UTF8.self) != string { Issue.record("\(text) has another NFC") }
            let folded = Folding.fold(text)
            if Folding.fold(Array(properties.lowercaseMapping.utf8)) != folded { Issue.record("lower case of \(text)") }
            // The iota below a Greek letter is a mark, which goes; its upper case is a letter.
            if properties.name?.contains("GEGRAMMENI") == true { continue }
            if Folding.fold(Array(properties.uppercaseMapping.utf8)) != folded { Issue.record("upper case of \(text)") }
        }
    }

    @Test func whatIsBehindTheEndIsItself() {
        let tables = UnicodeTables()
        for scalar: UInt32 in [0x33480, 0xDFFFF, 0xE1000, 0x10FFFF] {
            #expect(tables.fold(of: scalar) == .itself)
            #expect(tables.properties(of: scalar).wordClass == .separator)
        }
        #expect(tables.fold(of: 0xE0000) == .text(0..<0))
    }
}
