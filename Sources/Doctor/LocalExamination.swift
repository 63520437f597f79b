import Cryptography
import MovieBag
import MovieBagConfiguration
import MovieBagSQLite

/// Everything that is looked at on the machine itself.
///
/// Tests: DoctorCommandTests.swift
package struct LocalExamination {
    let machine: Machine
    /// What the settings say; `nil` when they cannot be read.
    let deployment: Deployment?
    /// The command line that runs this again.
    let command: String

    package init(machine: Machine, deployment: Deployment?, command: String) {
        self.machine = machine
        self.deployment = deployment
        self.command = command
    }

    package var findings: [Finding] {
        guard let deployment else {
            return [.skipped("files, socket and mail: the settings say which, and they cannot be read")]
                + LimitsCheck(machine: machine, scrypt: nil).findings
        }
        let user = deployment.serviceUser(on: machine)
        let draft = deployment.draft
        let content = DatabaseContentCheck(machine: machine, path: draft.database)
        return UserCheck(machine: machine, serviceUser: user, command: command).findings
            + ConfigurationCheck(machine: machine, serviceUser: user, deployment: deployment).findings
            + SecretCheck(machine: machine, serviceUser: user, source: deployment.secret).findings
            + DatabaseDiskCheck(machine: machine, path: draft.database).findings
            + DatabaseFilesCheck(machine: machine, serviceUser: user, path: draft.database).findings
            + content.findings
            + MovieCountCheck(uncounted: uncounted(content, draft.database)).findings
            + ClientAddressCheck(namesProxies: draft.proxies != nil, origins: origins(content, draft.database)).findings
            + PasswordCostCheck(scrypt: draft.scrypt, accounts: passwords(content, draft.database)).findings
            + LogFileCheck(machine: machine, serviceUser: user, path: draft.logFile).findings
            + SocketCheck(
                machine: machine, serviceUser: user, address: deployment.address, access: deployment.socketAccess
            ).findings
            + SocketReachCheck(
                machine: machine, serviceUser: user, address: deployment.address, access: deployment.socketAccess
            ).findings
            + MailCheck(
                machine: machine, sendmail: draft.sendmail, delivers: draft.delivers, sender: draft.sender,
                mails: mails(content, draft.database)
            ).findings
            + LimitsSwitchCheck(limits: draft.limits).findings
            + LinksCheck(limits: draft.limits, use: linkUse(content, draft.database)).findings
            + TemplatesCheck(templates: draft.templates).findings
            + PublicURLCheck(site: draft.site, isGiven: deployment.givenSite != nil).findings
            + ClockCheck(machine: machine, database: draft.database).findings
            + LimitsCheck(machine: machine, scrypt: draft.scrypt).findings
    }

    private func origins(_ content: DatabaseContentCheck, _ path: String) -> [LogInOrigin] {
        guard content.canBeRead else { return [] }
        do {
            return try DatabaseInspection.logInOrigins(in: path, at: machine.now)
        } catch {
            // As below.
            return []
        }
    }

    private func passwords(_ content: DatabaseContentCheck, _ path: String) -> [ScryptParameters: Int] {
        guard content.canBeRead else { return [:] }
        do {
            return try DatabaseInspection.passwordCounts(in: path).parameters
        } catch {
            // As below.
            return [:]
        }
    }

    private func uncounted(_ content: DatabaseContentCheck, _ path: String) -> Int {
        guard content.canBeRead else { return 0 }
        do {
            return try DatabaseInspection.uncountedMovies(in: path)
        } catch {
            // As below.
            return 0
        }
    }

    private func linkUse(_ content: DatabaseContentCheck, _ path: String) -> DatabaseInspection.LinkUse? {
        guard content.canBeRead else { return nil }
        do {
            return try DatabaseInspection.linkUse(in: path, at: machine.now)
        } catch {
            // As below.
            return nil
        }
    }

    private func mails(_ content: DatabaseContentCheck, _ path: String) -> DatabaseInspection.Mails? {
        if machine.status(path) == nil { return DatabaseInspection.Mails(late: 0, dead: 0) }
        guard content.canBeRead else { return nil }
        do {
            return try DatabaseInspection.mails(in: path, at: machine.now)
        } catch {
            // The check of the content has just read it; what came in between is said by the next run.
            return nil
        }
    }
}
