import Cryptography
import MovieBag
import MovieBagConfiguration

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
        let database = DatabaseExamination(machine: machine, location: draft.database, serviceUser: user)
        let passwords = database.ask { try $0.passwordCounts().costs } ?? [:]
        return UserCheck(machine: machine, serviceUser: user, command: command).findings
            + ConfigurationCheck(machine: machine, serviceUser: user, deployment: deployment).findings
            + SecretCheck(
                machine: machine, serviceUser: user, source: deployment.secret, lifetimes: draft.lifetimes
            ).findings
            + database.findings
            + BackfillCheck { task in database.ask { try $0.moviesLeft(for: task) } ?? 0 }.findings
            + LegacyMoviesCheck(movies: database.ask { try $0.legacyMovies(within: LegacyMoviesCheck.budget) }).findings
            + ClientAddressCheck(
                namesProxies: draft.proxies != nil, origins: database.ask { try $0.logInOrigins(at: machine.now) } ?? []
            ).findings
            + PasswordCostCheck(
                scrypt: draft.scrypt, accounts: passwords
            ).findings
            + BcryptCheck(accounts: passwords, failure: { CryptLibrary().failure }).findings
            + BreachedPasswordsCheck(machine: machine, serviceUser: user, file: draft.passwords.breached).findings
            + LogFileCheck(machine: machine, serviceUser: user, path: draft.logFile).findings
            + SocketCheck(
                machine: machine, serviceUser: user, address: deployment.address, access: deployment.socketAccess
            ).findings
            + SocketReachCheck(
                machine: machine, serviceUser: user, address: deployment.address, access: deployment.socketAccess
            ).findings
            + MailCheck(
                machine: machine, sendmail: draft.sendmail, delivers: draft.delivers, sender: draft.sender,
                mails: database.mails
            ).findings
            + LimitsSwitchCheck(limits: draft.limits).findings
            + ReadersCheck(readers: draft.readers, signUp: draft.signUp).findings
            + LinksCheck(limits: draft.limits, use: database.ask { try $0.linkFigures(at: machine.now) }).findings
            + TemplatesCheck(templates: draft.templates).findings
            + PublicURLCheck(site: draft.site, isGiven: deployment.givenSite != nil).findings
            + ClockCheck(machine: machine, database: draft.database?.file).findings
            + LimitsCheck(machine: machine, scrypt: draft.scrypt).findings
    }
}
