/// A field of a form: its identifier in the page, and the name that its problem has in the template.
struct FieldID: Sendable {
    let id: StaticString
    let problem: StaticString

    init(_ id: StaticString, _ problem: StaticString) {
        self.id = id
        self.problem = problem
    }
}

/// What is wrong with a form that was sent, for the summary on top of it and for each field.
///
/// Tests: PageProblemTests.swift
struct PageProblems {
    private(set) var all: [(text: String, field: FieldID?)] = []

    var isEmpty: Bool { all.isEmpty }

    /// - Parameter field: `nil` where no field is to blame.
    mutating func add(_ text: String, at field: FieldID? = nil) {
        all.append((text, field))
    }

    func fill(_ values: inout PageValues, _ texts: PageTexts) {
        guard !all.isEmpty else { return }
        values["problems_counted"] = texts("problems_counted", count: all.count)
        values.set(
            "problems",
            list: all.map { problem in
                var entry = PageValues()
                entry["problem"] = problem.text
                entry["field_url"] = problem.field.map { "#\($0.id)" }
                return entry
            })
        for problem in all {
            if let field = problem.field { values[field.problem] = problem.text }
        }
    }
}
