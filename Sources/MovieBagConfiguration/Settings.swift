import Cryptography
import Glibc
import Mail
import MovieBag
import MovieBagStorage
import Processes
import Text

/// What the service and the commands beside it go by, checked: a value of this type holds no bad setting.
///
/// Every setting that has a default in its stead when it is bad is a property of ``SettingsDraft`` alone, and read through it.
@dynamicMemberLookup
package struct Settings {
    package let secret: TokenSecret
    package let database: StorageLocation
    package let site: PublicURL
    package let sender: EmailAddress
    package let scrypt: ScryptParameters
    package let templates: Templates
    private let draft: SettingsDraft

    /// - Throws: ``SettingsError`` with every problem at once, those that `reader` has found before included.
    package init(_ reader: inout SettingsReader) throws(SettingsError) {
        let draft = SettingsDraft(&reader)
        if let database = draft.database {
            Self.refuseUnusableDatabase(database, &reader)
            Self.refuseForeignDatabase(database, orNone: true, &reader)
        }
        // Last, as it makes a file, which a start that fails anyway shall not leave behind.
        let secret = TokenSecret(&reader, database: draft.database?.file)
        guard reader.problems.isEmpty, let site = draft.site, let sender = draft.sender, let scrypt = draft.scrypt,
            let templates = draft.templates, let database = draft.database, let secret
        else { throw SettingsError(problems: reader.problems) }
        self.draft = draft
        self.secret = secret
        self.database = database
        self.site = site
        self.sender = sender
        self.scrypt = scrypt
        self.templates = templates
    }

    package subscript<Value>(dynamicMember setting: KeyPath<SettingsDraft, Value>) -> Value {
        draft[keyPath: setting]
    }

    /// Where the database is; `nil` when that is a problem already. SQLite makes the file, but not the directory that it and
    /// its companions stand in.
    package static func database(_ reader: inout SettingsReader) -> StorageLocation? {
        guard let path = reader.database?.file else { return reader.database }
        let directory = PathName.directory(of: path)
        if access(directory, W_OK | X_OK) != 0 {
            reader.refuse(
                .database, "the directory \(directory) cannot be written to: \(String(cString: strerror(errno)))")
        }
        return reader.database
    }

    /// Refuses a database that is not there, for what must not begin a new one.
    package static func requireDatabase(_ reader: inout SettingsReader) {
        guard let path = reader.database?.file, access(path, F_OK) != 0 else { return }
        reader.refuse(
            .database,
            "there is no \(path), and only a start of the service makes a new database; correct the setting, or "
                + "restart the service")
    }

    /// Refuses a database that this user may not use. To be asked before anything is made beside it.
    private static func refuseUnusableDatabase(_ location: StorageLocation, _ reader: inout SettingsReader) {
        guard let path = location.file, access(path, F_OK) == 0, access(path, R_OK | W_OK) != 0 else { return }
        let reason = String(cString: strerror(errno))
        let trouble = access(path, R_OK) == 0 ? "the file may be read, but not written" : "cannot be read and written"
        var status = stat()
        let owner = stat(path, &status) == 0 ? UserName.of(status.st_uid) : nil
        reader.refuse(
            .database, "\(path) \(trouble): \(reason)\(owner.map { "; it belongs to \($0)" } ?? "")")
    }

    /// Refuses a database that belongs to another program. To be asked before anything is made beside it.
    ///
    /// - Parameter anything: whether one that is no database at all is refused too.
    package static func refuseForeignDatabase(
        _ location: StorageLocation, orNone anything: Bool, _ reader: inout SettingsReader
    ) {
        do {
            try location.maintenance.refuseForeign(orNone: anything)
        } catch {
            reader.refuse(.database, "\(location): \(error); give another file")
        }
    }
}
