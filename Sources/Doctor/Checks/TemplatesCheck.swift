import MovieBagConfiguration

/// The texts of mails and pages, which were read as the service reads them.
///
/// Tests: DoctorCommandTests.swift
struct TemplatesCheck {
    let templates: Templates?

    var findings: [Finding] {
        guard let templates else { return [.skipped("templates: not all of them could be read, see above")] }
        let own = templates.origins.values.count { $0 == .own }
        let count = templates.origins.count
        return [.ok("templates: all of them are there and valid, \(own) of your own and \(count - own) packaged")]
    }
}
