import Glibc

/// What `stat(2)` tells of a file, as far as a check asks.
///
/// Tests: MachineTests.swift
struct FileStatus: Equatable {
    enum Kind: Equatable {
        case file
        case directory
        case socket
        case other
    }

    var kind: Kind
    /// The permission bits, those for set-id and sticky included.
    var mode: UInt32
    var owner: uid_t
    var group: gid_t
    /// When it was changed last, in seconds since 1970.
    var modified: Int64 = 0
    /// How many names it has.
    var links: UInt64 = 1

    /// The mode as `chmod` takes it: `0660`.
    var modeText: String { "0" + String(mode & 0o777, radix: 8) }
    var isOpenToOthers: Bool { mode & 0o007 != 0 }
    /// Whether anybody may put files of his in place of others' here.
    var isSharedDirectory: Bool { mode & 0o002 != 0 && mode & UInt32(S_ISVTX) == 0 }
}

extension FileStatus {
    init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFSOCK: .socket
            default: .other
            }
        self.init(
            kind: kind, mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid,
            modified: Int64(status.st_mtim.tv_sec), links: UInt64(status.st_nlink))
    }
}
