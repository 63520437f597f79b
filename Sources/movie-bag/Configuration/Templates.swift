import MovieBag
import MovieBagPages

/// The templates of mails and pages, read and checked.
struct Templates: Sendable {
    let mails: MailTexts
    let pages: PageTemplates

    /// Reads all of them from `directory`; what is wrong with either kind becomes a problem of `reader`.
    init?(_ directory: String, _ reader: inout SettingsReader) {
        let source = TemplateDirectory(path: directory).text
        func load<Kind>(_ make: (TemplateSource) throws -> Kind) -> Kind? {
            do {
                return try make(source)
            } catch {
                reader.refuse(.templates, "\(error)")
                return nil
            }
        }
        let mails = load(MailTexts.init)
        let pages = load(PageTemplates.init)
        guard let mails, let pages else { return nil }
        self.mails = mails
        self.pages = pages
    }
}
