import CSQLite
import Glibc
import Text

/// Where a database in WAL mode may lie: processes share its index in memory, which no network file system does.
package enum LocalDisk {
    /// Refuses a database path that lies on a network or user-space file system (`statfs(2)`).
    ///
    /// The file need not exist yet; its folder must.
    package static func check(path: String) throws(SQLiteError) {
        var status = statfs()
        if statfs(path, &status) != 0 {
            guard errno == ENOENT, statfs(PathName.directory(of: path), &status) == 0 else {
                throw .system("examine", path, code: SQLITE_CANTOPEN)
            }
        }
        if let name = unsuitableFileSystem(type: UInt32(truncatingIfNeeded: status.f_type)) {
            throw SQLiteError(
                code: SQLITE_CANTOPEN,
                message: "\(path) is on \(name), where SQLite's WAL mode is not safe: choose a folder on a local disk")
        }
    }

    /// The name of a file system that a database must not be on, by its `f_type`; `nil` for every other.
    static func unsuitableFileSystem(type: UInt32) -> String? {
        switch type {
        case 0x6969: "NFS"
        case 0x517B, 0xFF53_4D42, 0xFE53_4D42: "SMB/CIFS"
        case 0x6573_5546: "FUSE"
        case 0x0102_1997: "9P"
        case 0x00C3_6400: "Ceph"
        case 0x5346_414F, 0x6B41_4653: "AFS"
        case 0x0BD0_0BD0: "Lustre"
        default: nil
        }
    }
}
