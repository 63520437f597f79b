import MovieBag
import Text

/// The filters and orders of the collection as links.
///
/// Tests: CollectionPageTests.swift
extension CollectionPages {
    func fillChoice(_ choice: CollectionChoice, _ visit: Visit, _ values: inout PageValues) {
        let texts = visit.texts
        values.set("q", utf8: choice.text)
        values.set("year_from", utf8: choice.years?.from)
        values.set("year_to", utf8: choice.years?.to)
        values["sort"] = choice.order?.description
        values.set("kept", list: kept(choice))
        values.set("chips", list: choice.conditions.compactMap { chip($0, choice, visit) })
        values["clear_url"] = choice.conditions.count > 1 ? frame.address(choice.withoutConditions.path) : nil
        values.set("sorts", list: sorts(choice, texts))
        guard visit.member != nil else { return }
        values.set(
            "mine_choices",
            list: ([nil] + OwnMarkCondition.Kind.allCases).map { kind in
                var entry = PageValues()
                entry["mine_value"] = kind?.rawValue ?? ""
                entry["mine_label"] = texts("mine_\(kind?.rawValue ?? "all")")
                entry.set("mine_chosen", if: kind == choice.mark)
                return entry
            })
    }

    /// The filters for which the search form has no field.
    private func kept(_ choice: CollectionChoice) -> [PageValues] {
        choice.conditions.compactMap { condition in
            var entry = PageValues()
            switch condition {
            case .genre(let text):
                entry["kept_name"] = "genre"
                entry.set("kept_value", utf8: text)
            case .cast(let text):
                entry["kept_name"] = "cast"
                entry.set("kept_value", utf8: text)
            case .owner(let account):
                entry["kept_name"] = "added_by"
                entry["kept_value"] = account.description
            case .text, .years, .mark: return nil
            }
            return entry
        }
    }

    private func sorts(_ choice: CollectionChoice, _ texts: PageTexts) -> [PageValues] {
        var orders: [(MovieOrder, String)] = [
            (MovieOrder(.added, isReversed: true), "sort_added"), (MovieOrder(.added), "sort_added_old"),
            (MovieOrder(.name), "sort_name"), (MovieOrder(.year, isReversed: true), "sort_year"),
            (MovieOrder(.year), "sort_year_old"),
        ]
        if choice.text != nil { orders.insert((MovieOrder(.best), "sort_best"), at: 0) }
        return orders.map { order, label in
            var entry = PageValues()
            entry["sort_label"] = texts(label)
            entry["sort_url"] = frame.address(choice.sorted(by: order).path)
            entry.set("sort_chosen", if: order == choice.shownOrder)
            return entry
        }
    }
}
