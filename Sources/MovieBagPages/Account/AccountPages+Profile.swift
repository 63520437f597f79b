import MovieBag
import Text
import Web

/// Tests: AccountFormTests.swift
extension AccountPages {
    private static let profileForm = PageForm(
        fields: [
            .init(name: "name", place: FieldID("profile-name", "profile_name_problem"), kept: "display_name"),
            .init(name: "language", place: FieldID("language", "language_problem"), kept: "language"),
        ],
        rules: [.init(value: "language", text: "problem_language", field: "language")])

    /// Changes name and language; an empty one is none.
    func changeProfile(_ visit: Visit) throws -> Response {
        try answer(Self.profileForm, visit) { member, _ in
            let form = try visit.form
            // One that is missing would be taken away.
            guard let name = try form.single("name")?.trimmingWhiteSpace, let language = try form.single("language")
            else { throw RequestError.malformedForm("a field is missing") }
            try own.change(
                member.account,
                to: ProfileChange(
                    nameOrNone: name.isEmpty ? nil : try DisplayName(name),
                    languageOrNone: language.isEmpty ? nil : language))
            return back(.saved)
        }
    }

    /// Those of the pages, each by its own name, below that of the browser.
    func languages(chosen: String, _ texts: PageTexts) -> [PageValues] {
        var browser = PageValues()
        browser["language_value"] = ""
        browser["language_label"] = texts("language_of_browser")
        browser.set("language_chosen", if: chosen.isEmpty)
        return [browser]
            + PageLanguage.allCases.map { language in
                var entry = PageValues()
                entry["language_value"] = language.rawValue
                entry["language_label"] = frame.templates.texts(in: language)("language_name")
                entry["language_lang"] = language.rawValue
                entry.set("language_chosen", if: language.rawValue == chosen)
                return entry
            }
    }
}
