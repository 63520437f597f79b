import MovieBag
import Text
import Web

/// Which movies a page of the collection shows, as its address says it. The address is the state: every filter, order and page is a
/// link. What no page knows, and what is no value, is left out.
///
/// Tests: CollectionChoiceTests.swift
struct CollectionChoice: Equatable {
    /// One condition, which can be taken away by itself.
    enum Condition: Equatable {
        case text([UInt8])
        case genre([UInt8])
        case cast([UInt8])
        /// As they were typed.
        case years(from: [UInt8], to: [UInt8])
        case owner(AccountID)
        case mark(OwnMarkCondition.Kind)
    }

    private(set) var conditions: [Condition] = []
    /// `nil` for the page's own order.
    private(set) var order: MovieOrder?
    /// What the page comes after, as a link of the page before gave it; empty for the first.
    private(set) var after: [UInt8] = []

    init(_ fields: FormFields) {
        func first(_ name: StaticString) -> [UInt8]? {
            fields.all(name).first.map(\.trimmingWhiteSpace).flatMap { $0.isEmpty ? nil : $0 }
        }
        if let text = first("q") { conditions.append(.text(text)) }
        conditions += fields.all("genre").filter { !$0.isEmpty }.map(Condition.genre)
        conditions += fields.all("cast").filter { !$0.isEmpty }.map(Condition.cast)
        if let year = first("year")?.withPlainDigits {
            conditions.append(.years(from: year, to: year))
        } else if first("year_from") != nil || first("year_to") != nil {
            conditions.append(
                .years(
                    from: first("year_from")?.withPlainDigits ?? [], to: first("year_to")?.withPlainDigits ?? []))
        }
        if let owner = first("added_by").flatMap({ AccountID(hexadecimal: $0[...]) }) {
            conditions.append(.owner(owner))
        }
        if let mark = first("mine").flatMap({ text in
            OwnMarkCondition.Kind(rawValue: String(decoding: text, as: UTF8.self))
        }) {
            conditions.append(.mark(mark))
        }
        order = first("sort").flatMap { try? MovieOrder($0) }
        after = first("after") ?? []
    }

    /// The newest first.
    static let ownOrder = MovieOrder(.added, isReversed: true)

    var text: [UInt8]? {
        conditions.lazy.compactMap { if case .text(let text) = $0 { text } else { nil } }.first
    }

    var genres: [[UInt8]] { conditions.compactMap { if case .genre(let text) = $0 { text } else { nil } } }

    var years: (from: [UInt8], to: [UInt8])? {
        conditions.lazy.compactMap { if case .years(let from, let to) = $0 { (from, to) } else { nil } }.first
    }

    var mark: OwnMarkCondition.Kind? {
        conditions.lazy.compactMap { if case .mark(let kind) = $0 { kind } else { nil } }.first
    }

    /// The order that is shown: the best first where a text is searched for and nothing else is asked for.
    var shownOrder: MovieOrder {
        if let order, order.key != .best || text != nil { return order }
        return text == nil ? Self.ownOrder : MovieOrder(.best)
    }

    /// What is searched for.
    ///
    /// - Parameter account: whose marks are meant; `nil` for a stranger, who has none.
    /// - Throws: `InvalidValue`.
    func query(for account: AccountID?) throws(InvalidValue) -> MovieQuery {
        var cast: [[UInt8]] = []
        var owner: AccountID?
        for condition in conditions {
            switch condition {
            case .cast(let text): cast.append(text)
            case .owner(let account): owner = account
            case .text, .genre, .years, .mark: break
            }
        }
        var condition: OwnMarkCondition?
        if let account, let mark { condition = OwnMarkCondition(mark, of: account) }
        return try MovieQuery(
            text: text, genres: genres, cast: cast, years: yearRange(), owner: owner, mark: condition, order: shownOrder
        )
    }

    private func yearRange() throws(InvalidValue) -> ClosedRange<Int64>? {
        guard let (from, to) = years else { return nil }
        let all = MovieYear.range
        func year(_ digits: [UInt8], _ field: String, orElse limit: Int64) throws(InvalidValue) -> Int64 {
            if digits.isEmpty { return limit }
            guard let number = Int64(String(decoding: digits, as: UTF8.self)), all.contains(number) else {
                throw InvalidValue(field, "must be a year")
            }
            return number
        }
        let first = try year(from, "year_from", orElse: all.lowerBound)
        let last = try year(to, "year_to", orElse: all.upperBound)
        guard first <= last else { throw InvalidValue("year_to", "must not be before the first year") }
        return first...last
    }

    /// The same without a condition, from the first page on.
    func without(_ condition: Condition) -> CollectionChoice {
        var choice = self
        choice.conditions.removeAll { $0 == condition }
        choice.after = []
        return choice
    }

    /// The same with one more condition, from the first page on.
    func with(_ condition: Condition) -> CollectionChoice {
        var choice = without(condition)
        choice.conditions.append(condition)
        return choice
    }

    func sorted(by order: MovieOrder) -> CollectionChoice {
        var choice = self
        choice.order = order
        choice.after = []
        return choice
    }

    func after(_ position: String) -> CollectionChoice {
        var choice = self
        choice.after = Array(position.utf8)
        return choice
    }

    var withoutConditions: CollectionChoice {
        var choice = self
        choice.conditions = []
        choice.after = []
        return choice
    }

    /// The path and the query below the site.
    var path: String {
        var parameters = conditions.flatMap { condition -> [(String, [UInt8])] in
            switch condition {
            case .text(let text): [("q", text)]
            case .genre(let text): [("genre", text)]
            case .cast(let text): [("cast", text)]
            case .years(let from, let to):
                from == to
                    ? [("year", from)] : [("year_from", from), ("year_to", to)].filter { !$0.1.isEmpty }
            case .owner(let account): [("added_by", Array(account.description.utf8))]
            case .mark(let kind): [("mine", Array(kind.rawValue.utf8))]
            }
        }
        if let order, order != Self.ownOrder || text != nil {
            parameters.append(("sort", Array(order.description.utf8)))
        }
        if !after.isEmpty { parameters.append(("after", after)) }
        let query = parameters.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
        return query.isEmpty ? "/" : "/?\(query)"
    }
}
