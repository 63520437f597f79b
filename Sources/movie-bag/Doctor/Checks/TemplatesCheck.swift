/// The texts of mails and pages, which were read as the service reads them.
struct TemplatesCheck {
    let templates: Templates?

    var findings: [Finding] {
        templates == nil
            ? [.skipped("templates: not all of them could be read, see above")]
            : [.ok("templates: all of them are there and valid")]
    }
}
