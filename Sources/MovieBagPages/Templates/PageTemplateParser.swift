import MovieBag

/// Compiles a template of a page: reads its tags, puts partials in, and checks where values and texts stand. What it makes is
/// good for every language.
///
/// Tests: PageTemplateParserTests.swift
struct PageTemplateParser {
    /// Gives the text of a file of templates, as `pages/head.html`.
    let source: TemplateSource
    /// Those of a language, for what `{{t.name}}` may name. Every other language has them too.
    let texts: PageTexts
    /// Partials within partials; one that has itself would have no end.
    private static let deepest = 8

    /// The file that is read, for errors.
    private var file: String
    private var context = MarkupContext()
    /// Names of the sections that are open, each with where markup was then.
    private var open: [(name: String, isInverted: Bool, context: MarkupContext)] = []
    /// What has been read in the outermost list and in each open section.
    private var parts: [[PageTemplate.Part]] = [[]]

    private init(_ file: String, _ source: @escaping TemplateSource, _ texts: PageTexts) {
        self.file = file
        self.source = source
        self.texts = texts
    }

    /// Compiles a page.
    ///
    /// - Parameter name: of its file below `pages/`, without `.html`.
    /// - Throws: `TemplateError`, or what `source` throws.
    static func template(_ name: String, source: @escaping TemplateSource, texts: PageTexts) throws -> PageTemplate {
        PageTemplate(parts: try parts(name, source: source, texts: texts), texts: texts)
    }

    /// Reads and checks a page once, for ``PageTemplate`` in each language.
    static func parts(
        _ name: String, source: @escaping TemplateSource, texts: PageTexts
    ) throws -> [PageTemplate.Part] {
        var parser = Self("pages/\(name).html", source, texts)
        try parser.read(depth: 0)
        guard parser.context.isOutsideTags else { throw parser.error("ends within a tag of HTML") }
        return parser.parts[0]
    }

    private mutating func read(depth: Int) throws {
        guard depth <= Self.deepest else {
            throw error("is a partial of itself, or partials are more than \(Self.deepest) deep")
        }
        let outer = open.count
        for piece in MustacheText.pieces(of: Array(try source(file).utf8)) {
            switch piece {
            case .literal(let text):
                context.read(text)
                append(.literal(text))
            case .unclosed: throw error("has {{ without }}")
            case .tag(let kind, let name): try read(kind, name, depth)
            }
        }
        guard open.count == outer else { throw error("does not close {{# \(open.last?.name ?? "") }}") }
    }

    private mutating func read(_ kind: MustacheText.Kind, _ name: String, _ depth: Int) throws {
        guard !name.isEmpty else { throw error("has a tag without a name") }
        switch kind {
        case .comment: break
        case .variable where name.hasPrefix("t."):
            let text = String(name.dropFirst(2))
            guard texts.text(text) != nil else {
                throw error("uses {{ \(name) }}, which messages/\(texts.language.rawValue).txt has not")
            }
            if let problem = context.problem(ofText: name) { throw error(problem) }
            context.readVariable()
            append(.text(text))
        case .variable:
            if let problem = context.problem(ofVariable: name) { throw error(problem) }
            context.readVariable()
            append(.variable(name))
        case .section, .inverted:
            context.readSectionEdge()
            open.append((name, kind == .inverted, context))
            parts.append([])
        case .end:
            guard let section = open.popLast(), section.name == name else {
                throw error("has {{/ \(name) }} without its beginning")
            }
            context.readSectionEdge()
            guard section.context == context else {
                throw error("has a section {{# \(name) }} that ends within other markup than it begins")
            }
            let inner = parts.removeLast()
            append(section.isInverted ? .inverted(name, inner) : .section(name, inner))
        case .partial:
            let outer = file
            file = "pages/\(name).html"
            try read(depth: depth + 1)
            file = outer
        case .unescaped: throw error("uses {{{ \(name) }}}: no value is written without escaping")
        case .delimiters: throw error("changes the delimiters of tags, which is not supported")
        }
    }

    private mutating func append(_ part: PageTemplate.Part) {
        parts[parts.count - 1].append(part)
    }

    private func error(_ problem: String) -> TemplateError { TemplateError(file, problem) }
}
