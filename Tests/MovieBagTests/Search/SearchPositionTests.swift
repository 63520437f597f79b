import MovieBag
import Testing

@Suite struct SearchPositionTests {
    // Twelve bytes, always valid.
    private static let id = MovieID(ObjectID(bytes: Array(1...12))!)

    private static func query(_ order: MovieOrder.Key, _ text: String = "a") throws -> MovieQuery {
        try MovieQuery(text: Array(text.utf8), order: MovieOrder(order))
    }

    @Test func itsTextLeadsBackForItsQueryAlone() throws {
        for order in [MovieOrder.Key.name, .year, .best] {
            let query = try Self.query(order)
            let position = SearchPosition(year: order == .year ? 1984 : 0, id: Self.id, name: Array("alien".utf8))
            let text = Array(position.text(for: query).utf8)
            #expect(try SearchPosition(text, for: query) == position)
            #expect(throws: InvalidValue.self) { try SearchPosition(text, for: Self.query(order, "b")) }
            for other in [MovieOrder.Key.name, .year, .best, .added] where other != order {
                #expect(throws: InvalidValue.self) { try SearchPosition(text, for: Self.query(other)) }
            }
        }
    }

    @Test func whateverIsAlteredIsRefused() throws {
        let query = try Self.query(.name)
        let text = Array(SearchPosition(id: Self.id, name: Array("alien".utf8)).text(for: query).utf8)
        for index in text.indices {
            for byte in ["A", "B", "_", "=", "%", " "].map({ Array($0.utf8)[0] }) where byte != text[index] {
                var altered = text
                altered[index] = byte
                #expect(throws: InvalidValue.self) { try SearchPosition(altered, for: query) }
            }
            #expect(throws: InvalidValue.self) { try SearchPosition(Array(text[..<index]), for: query) }
        }
        for other in [text + text, text + Array("A".utf8), text + Array("=".utf8), Array(Self.id.description.utf8)] {
            #expect(throws: InvalidValue.self) { try SearchPosition(other, for: query) }
        }
    }

    @Test func inTheOrderOfIdentifiersItIsOne() throws {
        let query = try Self.query(.added)
        #expect(SearchPosition(id: Self.id).text(for: query) == "0102030405060708090a0b0c")
        #expect(try SearchPosition(Array("0102030405060708090a0b0c".utf8), for: query) == SearchPosition(id: Self.id))
        for text in ["", "0102030405060708090A0B0C", "0102030405060708090a0b0"] {
            #expect(throws: InvalidValue.self) { try SearchPosition(Array(text.utf8), for: query) }
        }
    }
}
