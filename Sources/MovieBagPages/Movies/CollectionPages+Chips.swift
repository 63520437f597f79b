import MovieBag
import Text

/// The conditions of a search, one by one, each of which can be taken away.
///
/// Tests: CollectionPageTests.swift
extension CollectionPages {
    func chip(_ condition: CollectionChoice.Condition, _ choice: CollectionChoice, _ visit: Visit)
        -> PageValues?
    {
        let texts = visit.texts
        var chip = PageValues()
        switch condition {
        case .text(let text): fill(&chip, texts("chip_q"), text)
        case .genre(let text): fill(&chip, texts("chip_genre"), text)
        case .cast(let text): fill(&chip, texts("chip_cast"), text)
        case .years(let from, let to): fill(&chip, texts("chip_year"), Array(years(from, to, texts).utf8))
        case .owner(let account): fill(&chip, texts("chip_added_by"), Array(name(of: account, visit).utf8))
        case .mark(let kind):
            guard visit.member != nil else { return nil }
            fill(&chip, texts("chip_mine"), Array(texts("mine_\(kind.rawValue)").utf8))
        }
        chip["chip_url"] = frame.address(choice.without(condition).path)
        return chip
    }

    private func fill(_ chip: inout PageValues, _ label: String, _ value: [UInt8]) {
        chip["chip_label"] = label
        chip.set("chip_value", utf8: value)
    }

    private func years(_ from: [UInt8], _ to: [UInt8], _ texts: PageTexts) -> String {
        let (from, to) = (String(decoding: from, as: UTF8.self), String(decoding: to, as: UTF8.self))
        if from == to { return from }
        if to.isEmpty { return texts("years_since", ["from": from]) }
        return from.isEmpty ? texts("years_until", ["to": to]) : texts("years_between", ["from": from, "to": to])
    }

    /// Names of people are for accounts only.
    private func name(of account: AccountID, _ visit: Visit) -> String {
        guard let member = visit.member else { return String(account.description.suffix(4)) }
        if member.account == account { return visit.texts("me") }
        // An account without movies has no name here.
        return (try? movies.owner(account).shownName) ?? String(account.description.suffix(4))
    }
}
