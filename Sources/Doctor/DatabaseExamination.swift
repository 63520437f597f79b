import MovieBag
import MovieBagStorage

/// Everything that is looked at in the database and around it.
///
/// Tests: DatabaseCheckTests.swift
struct DatabaseExamination {
    let machine: Machine
    /// `nil` when the setting is wrong, which is a finding of its own.
    let location: StorageLocation?
    let serviceUser: UInt32

    var findings: [Finding] {
        guard let location else {
            return [.skipped("database: MOVIE_BAG_DATABASE says where it is, and cannot be used, see above")]
        }
        let maintenance = location.maintenance
        guard let path = location.file else { return [] }
        return DatabaseDiskCheck(machine: machine, path: path, unsuitableLocation: maintenance.unsuitableLocation)
            .findings
            + DatabaseFilesCheck(
                machine: machine, serviceUser: serviceUser, path: path, copies: maintenance.copiesBeforeUpgrades
            ).findings
            + content(of: path, maintenance).findings
    }

    /// The mails that wait; `nil` when the database cannot be asked.
    var mails: MailFigures? {
        if let path = location?.file, machine.status(path) == nil { return MailFigures(late: 0, dead: 0) }
        return ask { try $0.mailFigures(at: machine.now) }
    }

    /// What a database that is fit says; `nil` when it cannot be asked.
    func ask<Reply>(_ question: (any StorageMaintenance) throws -> Reply) -> Reply? {
        guard let location, let path = location.file else { return nil }
        let maintenance = location.maintenance
        guard content(of: path, maintenance).canBeRead else { return nil }
        do {
            return try question(maintenance)
        } catch {
            // The check of the content has just read it; what came in between is said by the next run.
            return nil
        }
    }

    private func content(of path: String, _ maintenance: any StorageMaintenance) -> DatabaseContentCheck {
        DatabaseContentCheck(
            machine: machine, path: path, compatibility: maintenance.compatibility,
            upgradeInProgress: maintenance.upgradeInProgress)
    }
}
