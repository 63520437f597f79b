import MovieBag
import Testing

@testable import MovieBagPages

@Suite struct PageTemplatesTests {
    private static let good = [
        "pages/style.css": "main { color: #222 }",
        "pages/reset_form.html": "<style>{{{ style }}}</style>{{#problem}}<p>{{ problem }}</p>{{/problem}}",
        "pages/reset_changed.html": "<style>{{{ style }}}</style>",
        "pages/reset_refused.html": "<style>{{{ style }}}</style>{{ message }}",
        "pages/verify_form.html": "<style>{{{ style }}}</style>{{ problem }}",
        "pages/verify_done.html": "<style>{{{ style }}}</style>",
        "pages/email_form.html": "<style>{{{ style }}}</style>{{ email }}",
        "pages/email_done.html": "<style>{{{ style }}}</style>",
        "pages/invitation_form.html": "<style>{{{ style }}}</style>{{ problem }}{{ email }}{{ entered_email }}",
        "pages/invitation_done.html": "<style>{{{ style }}}</style>",
        "pages/link_refused.html": "<style>{{{ style }}}</style>{{ message }}",
        "pages/error.html": "<style>{{{ style }}}</style>{{ title }}{{ message }}",
    ]

    private struct Missing: Error {}

    private static func templates(
        replacing changes: [String: String] = [:], without missing: String? = nil
    ) throws -> PageTemplates {
        let files = good.merging(changes) { $1 }
        return try PageTemplates { name in
            guard name != missing, let text = files[name] else { throw Missing() }
            return text
        }
    }

    @Test func policyNamesTheHashOfTheStyle() throws {
        // printf 'main { color: #222 }' | openssl dgst -sha256 -binary | base64
        let hash = "8/T+6YN3Pli48NhbUzkLeXHvJEMjb6ihEllCfIP0ymM="
        #expect(
            try Self.templates().contentSecurityPolicy
                == "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'")
    }

    @Test(arguments: good.keys.sorted()) func fileThatIsMissingIsNoticed(name: String) {
        #expect(throws: Missing.self) { try Self.templates(without: name) }
    }

    @Test(arguments: good.keys.sorted().filter { $0.hasSuffix(".html") })
    func templateWithoutItsVariablesIsRefused(name: String) {
        #expect(throws: TemplateError.self) { try Self.templates(replacing: [name: "<p>nothing</p>"]) }
        #expect(throws: TemplateError.self) { try Self.templates(replacing: [name: "{{ unclosed"]) }
    }

    @Test func whatIsFilledInIsEscaped() throws {
        let form = try Self.templates().resetForm.render(["problem": "<b>&\"'", "style": "a > b"])
        #expect(form == "<style>a > b</style><p>&lt;b&gt;&amp;&quot;&#39;</p>")
    }
}
