import Testing

@testable import SQLite
import TestFiles

struct LocalDiskTests {
    @Test(
        arguments: [
            (0x6969, "NFS"), (0x517B, "SMB/CIFS"), (0xFF53_4D42, "SMB/CIFS"), (0xFE53_4D42, "SMB/CIFS"),
            (0x6573_5546, "FUSE"), (0x0102_1997, "9P"), (0x00C3_6400, "Ceph"),
        ] as [(UInt32, String)])
    func networkFileSystemIsRefused(type: UInt32, name: String) {
        #expect(LocalDisk.unsuitableFileSystem(type: type) == name)
    }

    /// ext4, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS.
    @Test(arguments: [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1, 0xF2F5_2010])
    func localFileSystemIsAccepted(type: UInt32) {
        #expect(LocalDisk.unsuitableFileSystem(type: type) == nil)
    }

    @Test func fileNeedNotExistButItsFolderMust() throws {
        let folder = try TemporaryDirectory()
        try LocalDisk.check(path: folder.database)
        let error = #expect(throws: SQLiteError.self) { try LocalDisk.check(path: folder.path + "/nowhere/test.db") }
        #expect(error?.isCannotOpen == true)
    }

    @Test func relativePathIsInTheWorkingFolder() throws {
        try LocalDisk.check(path: "no-such-file.db")
    }
}
