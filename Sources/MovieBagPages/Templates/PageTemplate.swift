/// A page as Mustache (mustache(5)), compiled at start: partials are in it, texts of its language too.
///
/// It knows variables, sections, inverted sections, partials and comments. Every value is escaped; ``MarkupContext`` decides where
/// one may stand. A library that looks names up while it renders took 3 ms for a page of 50 movies, this takes a fiftieth.
///
/// Tests: PageTemplateTests.swift
struct PageTemplate: Sendable {
    indirect enum Part: Sendable {
        case literal([UInt8])
        /// What the language of the page says for a name.
        case text(String)
        case variable(String)
        /// Once for a text that is not empty, and for each entry of a list.
        case section(String, [Part])
        /// When there is no text, or an empty one, or a list without entries.
        case inverted(String, [Part])
    }

    /// A part of a page. Those of a section follow it.
    private struct Step: Sendable {
        enum Kind: Sendable {
            case literal, variable, section, inverted
        }

        let kind: Kind
        /// Where the literal or the name is in ``text``.
        let text: Range<Int>
        /// ``PageValues/key(of:)`` of the name.
        let key: UInt64
        /// Behind the last step of a section.
        var end: Int
    }

    private var steps: [Step] = []
    /// All literals and names, so that to fill in a page is to go through two arrays.
    private var text: [UInt8] = []

    /// - Parameter texts: those of its language, which have every name that the parts have.
    init(parts: [Part], texts: PageTexts) {
        append(parts, texts)
    }

    private mutating func append(_ parts: [Part], _ texts: PageTexts) {
        // Literals and texts that follow each other become one step.
        var literal: [UInt8] = []
        func appendLiteral() {
            guard !literal.isEmpty else { return }
            append(.literal, literal)
            literal = []
        }
        for part in parts {
            switch part {
            case .literal(let bytes): literal += bytes
            case .text(let name): literal += PageOutput.escaped(texts.text(name) ?? name).utf8
            case .variable(let name):
                appendLiteral()
                append(.variable, Array(name.utf8))
            case .section(let name, let parts):
                appendLiteral()
                append(.section, name, parts, texts)
            case .inverted(let name, let parts):
                appendLiteral()
                append(.inverted, name, parts, texts)
            }
        }
        appendLiteral()
    }

    private mutating func append(_ kind: Step.Kind, _ name: String, _ parts: [Part], _ texts: PageTexts) {
        let index = steps.count
        append(kind, Array(name.utf8))
        append(parts, texts)
        steps[index].end = steps.count
    }

    private mutating func append(_ kind: Step.Kind, _ bytes: [UInt8]) {
        let key = kind == .literal ? 0 : bytes.withUnsafeBufferPointer(PageValues.key)
        steps.append(
            Step(kind: kind, text: text.count..<text.count + bytes.count, key: key, end: steps.count + 1))
        text.append(contentsOf: bytes)
    }

    /// The page with `values` filled in.
    func render(_ values: PageValues) -> [UInt8] {
        var output = PageOutput(capacity: 2 * text.count)
        var scopes = PageScopes(values)
        text.withUnsafeBufferPointer { text in
            steps.withUnsafeBufferPointer { steps in
                Self.render(0..<steps.count, of: steps, text, &scopes, &output)
            }
        }
        return output.bytes
    }

    private static func render(
        _ range: Range<Int>, of steps: UnsafeBufferPointer<Step>, _ text: UnsafeBufferPointer<UInt8>,
        _ scopes: inout PageScopes, _ output: inout PageOutput
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let step = steps[index]
            let inner = index + 1..<step.end
            index = step.end
            let bytes = UnsafeBufferPointer(rebasing: text[step.text])
            if step.kind == .literal {
                output.append(bytes)
                continue
            }
            let found = scopes.find(bytes, key: step.key)
            switch (step.kind, found) {
            case (.variable, let found): scopes.append(found, to: &output)
            case (.inverted, let found):
                if scopes.isEmpty(found) { render(inner, of: steps, text, &scopes, &output) }
            case (_, .text(_, let range)):
                if !range.isEmpty { render(inner, of: steps, text, &scopes, &output) }
            case (_, .list(let scope, let list)):
                for entry in scopes.list(scope, list) {
                    scopes.enter(entry)
                    render(inner, of: steps, text, &scopes, &output)
                    scopes.leave()
                }
            case (_, .items(let scope, let items)):
                for item in items {
                    scopes.enter(item, of: scope)
                    render(inner, of: steps, text, &scopes, &output)
                    scopes.leave()
                }
            case (_, nil): break
            }
        }
    }
}
