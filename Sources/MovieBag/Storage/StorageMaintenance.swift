/// What a start, the commands of an administrator and the doctor ask of a storage, while a service may use it or not. Shared
/// by all threads.
///
/// Nothing is written, made or brought up to date unless a function says so. Errors are those of the backend, each with a
/// sentence for the administrator that holds no password.
///
/// Tests: StorageMaintenanceTests.swift
package protocol StorageMaintenance: Sendable {
    /// The number of the schema that this program works with.
    var programSchema: Int { get }

    /// The number of the schema that is there; 0 for one without tables, `nil` when there is no storage yet.
    ///
    /// - Throws: for a storage of another program, and one that cannot be read.
    func schema() throws -> Int?

    /// Judges a storage that is there.
    func compatibility() -> SchemaCompatibility

    /// What the process does that brings a storage up to date just now, the beginning of a sentence; `nil` when there is none,
    /// or it cannot be told.
    func upgradeInProgress() -> String?

    /// Refuses what belongs to another program, and changes nothing of it; what cannot be read is left to the code that
    /// opens it.
    ///
    /// - Parameter anything: whether what is no storage at all is refused too.
    func refuseForeign(orNone anything: Bool) throws

    /// Why a storage must not be at its location, although it could be made there; `nil` when it may.
    func unsuitableLocation() -> String?

    /// Where copies may be that were kept before upgrades, whether there are any or not.
    var copiesBeforeUpgrades: [String] { get }

    /// Counts mails, in a storage that is fit.
    func mailFigures(at now: UnixTime) throws -> MailFigures

    /// Looks up how far the limits of links are used up, in a storage that is fit.
    func linkFigures(at now: UnixTime) throws -> LinkFigures

    /// For how many movies from before an upgrade something is still to be done (``MovieBackfill``), in a storage that is fit.
    func moviesLeft(for task: BackfillTask) throws -> Int

    /// Looks for movies that break a rule which is younger than they are, in a storage that is fit.
    ///
    /// - Parameter budget: after how much time it stops; the result says how far it came.
    func legacyMovies(within budget: Duration) throws -> LegacyMovies

    /// From where accounts have logged in of late, in a storage that is fit.
    func logInOrigins(at now: UnixTime) throws -> [LogInOrigin]

    /// How many accounts have password hashes of which parameters, in a storage that is fit.
    func passwordCounts() throws -> PasswordCounts

    /// Writes a backup that holds everything acknowledged before the call: one file, checked, flushed to the disk, for its
    /// owner only. It appears under its name when it is complete.
    ///
    /// - Parameters:
    ///   - keep: how many backups there may be then, this one included: `file`, `file.1` and so on, the newest first. With
    ///     `nil` a file of that name is refused.
    ///   - progress: told how much is done and how much there is.
    /// - Throws: then there is no new backup, and no old one is gone.
    func backUp(to file: String, keep: Int?, progress: (_ done: Int, _ total: Int) -> Void) throws -> StorageContents

    /// Puts a backup in the place of the storage; the one that was there before is kept. Refused while any process uses it.
    ///
    /// - Parameters:
    ///   - keepsSessions: whether sessions, API tokens, invitations and links of the backup are good again. Some may have
    ///     been ended since it was made, so otherwise all are over.
    ///   - name: what the replaced one is called: its path, a dot, and this.
    ///   - progress: told how much is done and how much there is.
    /// - Throws: then the storage is as it was.
    func restore(
        from file: String, keepsSessions: Bool, replacedAs name: String, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> RestoreOutcome

    /// Opens the storage, makes it if there is none, and brings its tables up to date.
    ///
    /// - Parameters:
    ///   - policy: what is done about tables that are older.
    ///   - announce: told of an upgrade, in a sentence for the log.
    ///   - report: told of trouble that costs no data, in a sentence for the log.
    func open(
        policy: UpgradePolicy, announce: @escaping @Sendable (String) -> Void,
        report: @escaping @Sendable (String) -> Void
    ) throws -> any Storage

    /// Opens a storage that is there and up to date, for an administrator's command.
    ///
    /// - Throws: when there is none too.
    func openExisting() throws -> any Storage
}
