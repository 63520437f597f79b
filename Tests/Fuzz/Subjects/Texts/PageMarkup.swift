import MovieBagPages

/// Templates of pages: any that an operator might write, and any value in those that are delivered.
struct PageMarkup: FuzzSubject {
    private let delivered: DeliveredPages

    init() throws {
        delivered = try DeliveredPages()
    }

    /// The input is a template, then with NUL between them the partials `a`, `b` and `c` that it may use. The whole of it is a value
    /// too.
    func examine(_ input: [UInt8]) throws {
        try delivered.examine(input)
        let files = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        // Whatever is wrong with a template is said at start.
        guard let templates = try? PageTemplates(source: { Self.source($0, files) }) else { return }
        for isWhole in [true, false] {
            let harmless = templates.render(
                .account, in: .english, Self.values("x", Self.address + "x", isWhole: isWhole))
            let hostile = templates.render(
                .account, in: .english, Self.values(Self.hostile, Self.address + Self.hostile, isWhole: isWhole))
            try compare(MarkupTokens(hostile).tokens, MarkupTokens(harmless).tokens)
        }
        _ = templates.render(.account, in: .english, PageValues())
    }

    /// What would end an element, an attribute with quotes or without, a comment, a script, and what would be a program.
    private static let hostile =
        "javascript:\"><script>'& onload=x </script></style></textarea></title> --!> --> ]]>\r\n/title"
    /// What every address of the program begins with.
    private static let address = "https://movies.example.org/"

    /// The files of templates, with the fewest words that a page may have; the page of an account may have any.
    private static func source(_ name: String, _ files: [String]) -> String {
        switch name {
        case "pages/account.html": files[0]
        case "pages/a.html" where files.count > 1: files[1]
        case "pages/b.html" where files.count > 2: files[2]
        case "pages/c.html" where files.count > 3: files[3]
        default: name.hasSuffix(".html") ? "{{title}}{{message}}{{form_token}}{{version}}" : "text = <b> \"&\" 'x'"
        }
    }

    /// - Parameter isWhole: whether each name has a value.
    private static func values(_ text: String, _ address: String, isWhole: Bool) -> PageValues {
        var (values, entry) = (PageValues(), PageValues())
        values["value"] = text
        values["value_url"] = address
        entry["entry"] = text
        entry["entry_url"] = address
        values.set("empty", list: [])
        values.set("list", list: isWhole ? [entry, PageValues(), entry] : [entry])
        guard isWhole else { return values }
        values["title"] = text
        values["title_url"] = address
        entry["value"] = text
        values.set("others", list: [entry])
        return values
    }

    private func compare(_ hostile: [MarkupTokens.Token], _ harmless: [MarkupTokens.Token]) throws {
        try require(hostile.count == harmless.count, "a value is no markup")
        for (hostile, harmless) in zip(hostile, harmless) {
            switch (hostile, harmless) {
            case (.text, .text): break
            case (.tag(let name, let attributes), .tag(let other, let others)):
                try require(name == other && attributes.map(\.name) == others.map(\.name), "nor a part of a tag")
                for (attribute, other) in zip(attributes, others) where attribute != other { try check(attribute) }
            default: try require(hostile == harmless, "nor in a comment, a script or styles")
            }
        }
    }

    /// Looks at an attribute that holds a value.
    private func check(_ attribute: MarkupTokens.Attribute) throws {
        let name = String(decoding: attribute.name, as: UTF8.self)
        let isProgram = name.hasPrefix("on") || ["style", "srcdoc", "http-equiv"].contains(name)
        try require(!isProgram, "no value is a program, or styles")
        guard Self.addresses.contains(name) else { return }
        try require(attribute.value.starts(with: Self.address.utf8), "an address is one of the program's, and whole")
    }

    private static let addresses: Set = [
        "href", "src", "action", "formaction", "poster", "data", "cite", "ping", "srcset", "imagesrcset", "manifest",
        "background", "xlink:href",
    ]
}
