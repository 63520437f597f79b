import MovieBag
import MovieBagPages

/// The templates of mails and pages, read and checked.
///
/// Tests: SettingsTests.swift
package struct Templates: Sendable {
    package let mails: MailTexts
    package let pages: PageTemplates
    /// Whose each of them is, by name.
    package let origins: [String: TemplateFiles.Origin]

    /// Reads all of them; what is wrong with either kind becomes a problem of `reader`.
    init?(_ files: TemplateFiles, _ reader: inout SettingsReader) {
        var origins: [String: TemplateFiles.Origin] = [:]
        func load<Kind>(_ make: (TemplateSource) throws -> Kind) -> Kind? {
            do {
                return try make { name in
                    let found = try files.find(name)
                    origins[name] = found.origin
                    return found.text
                }
            } catch let error as UntrustedTemplate {
                reader.refuse(SettingsProblem(.templates, kind: .untrustedTemplates, "\(error)"))
                return nil
            } catch {
                let note = "; it names no directory of your own, so the packaged templates are used"
                reader.refuse(.templates, "\(error)\(files.own == nil ? note : "")")
                return nil
            }
        }
        let mails = load { try MailTexts(words: $0, source: $0) }
        let pages = load(PageTemplates.init)
        guard let mails, let pages else { return nil }
        self.mails = mails
        self.pages = pages
        self.origins = origins
    }
}
