import TestPages
import Testing
import Web

extension StrictPage {
    init(_ response: TestResponse) throws {
        try self.init(response.body)
    }

    func link(_ text: String) -> String? { all("a").first { $0.text == text }?["href"] }

    /// The element with this id.
    subscript(_ id: String) -> Element? { elements.first { $0["id"] == id } }

    /// The fields that a browser sends of a form as it is.
    ///
    /// - Parameter action: of the form; `nil` for the one that is sent to its own address.
    func fields(action: String? = nil) throws -> [(name: String, value: String)] {
        let form = elements.firstIndex { $0.name == "form" && $0["method"] == "post" && $0["action"] == action }
        let place = try #require(form, "there is no form to be sent to \(action ?? "this address")")
        return elements.indices.filter { elements[$0].form == place }.compactMap { index in
            let element = elements[index]
            guard let name = element["name"] else { return nil }
            switch (element.name, element["type"]) {
            case ("input", "checkbox"), ("input", "radio"):
                return element["checked"] == nil ? nil : (name, element["value"] ?? "on")
            case ("input", _): return (name, element["value"] ?? "")
            // A line break behind the tag is none of the text (HTML standard, section 13.2.6.4.7).
            case ("textarea", _):
                return (name, element.text.hasPrefix("\n") ? String(element.text.dropFirst()) : element.text)
            case ("select", _):
                let options = elements[index...].dropFirst().prefix { $0.name == "option" }
                return (name, (options.first { $0["selected"] != nil } ?? options.first)?["value"] ?? "")
            default: return nil
            }
        }
    }

    /// The value of one field of a form.
    func value(_ name: String, action: String? = nil) throws -> String? {
        try fields(action: action).first { $0.name == name }?.value
    }
}

extension PageBrowser {
    /// Gets a page that must be there, and reads it.
    mutating func page(
        _ path: String, status: Int = 200, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> StrictPage {
        let response = try get(path)
        #expect(response.status == status, "\(path): \(response)", sourceLocation: sourceLocation)
        return try StrictPage(response)
    }

    /// Sends a form as it is, but for some of its fields.
    mutating func send(
        _ fields: [(name: String, value: String)], with changes: KeyValuePairs<String, String> = [:], to path: String
    ) throws -> TestResponse {
        let kept = fields.filter { field in !changes.contains { $0.key == field.name } }
        let all = kept + changes.map { (name: $0.key, value: $0.value) }
        let body = all.map { "\(Array($0.name.utf8).percentEncoded)=\(Array($0.value.utf8).percentEncoded)" }
        return try send(.form(body.joined(separator: "&"), to: path))
    }
}
