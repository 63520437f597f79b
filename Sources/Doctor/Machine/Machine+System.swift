import Glibc
import KernelFiles
import MovieBag
import MovieBagConfiguration
import Processes

/// Tests: MachineTests.swift
extension Machine {
    /// This one.
    package static var system: Machine {
        Machine(
            user: geteuid(), status: status, obstacle: obstacle, realPath: realPath, freeBytes: freeBytes,
            keyFile: { KeyFileFigures(path: $0) }, userName: { account(of: $0).name }, groupName: groupName,
            members: members,
            account: account(named:), accountOf: account(of:), webServers: { ProcessTable.webServers() },
            limit: limit, availableMemory: availableMemory, processors: Processors.count,
            now: WallClock.system.now, clockIsSynchronised: KernelClock.isSynchronised)
    }

    private static func status(_ path: String) -> FileStatus? {
        var found = stat()
        return stat(path, &found) == 0 ? FileStatus(found) : nil
    }

    private static func obstacle(_ use: FileUse, _ path: String) -> String? {
        let right =
            switch use {
            case .reading: R_OK
            case .executing: X_OK
            case .filling: W_OK | X_OK
            case .appending: W_OK
            }
        // With the effective user, as the service will open files, and not the one who started us (faccessat(2)).
        return faccessat(AT_FDCWD, path, right, AT_EACCESS) == 0 ? nil : String(cString: strerror(errno))
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func freeBytes(_ path: String) -> UInt64? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return nil }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
    }

    private static func limit(_ resource: Resource) -> UInt64? {
        let number =
            switch resource {
            case .descriptors: RLIMIT_NOFILE
            case .processes: __RLIMIT_NPROC
            case .addressSpace: RLIMIT_AS
            }
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(number.rawValue), &limit) == 0 else { return nil }
        return limit.rlim_cur == rlim_t.max ? nil : UInt64(limit.rlim_cur)
    }

    /// `MemAvailable` of `/proc/meminfo` (proc(5)).
    private static var availableMemory: UInt64? {
        let lines = KernelFile.text("/proc/meminfo")?.split(separator: "\n") ?? []
        let line = lines.first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 }
    }
}

/// Users and groups (getpwnam(3), getgrgid(3)). The doctor has one thread that asks for them.
extension Machine {
    private static func account(named name: String) -> UserAccount? {
        guard let entry = getpwnam(name)?.pointee else { return nil }
        return UserAccount(name: name, id: entry.pw_uid, groups: groups(of: name, with: entry.pw_gid))
    }

    private static func account(of id: uid_t) -> UserAccount {
        guard let entry = getpwuid(id)?.pointee else { return UserAccount(name: "#\(id)", id: id, groups: []) }
        let name = String(cString: entry.pw_name)
        return UserAccount(name: name, id: id, groups: groups(of: name, with: entry.pw_gid))
    }

    private static func groups(of name: String, with primary: gid_t) -> [gid_t] {
        var count: Int32 = 256
        var groups = [gid_t](repeating: 0, count: Int(count))
        guard getgrouplist(name, primary, &groups, &count) >= 0 else { return [primary] }
        return Array(groups.prefix(Int(count)))
    }

    private static func groupName(_ id: gid_t) -> String {
        getgrgid(id).map { String(cString: $0.pointee.gr_name) } ?? "#\(id)"
    }

    private static func members(_ id: gid_t) -> [String] {
        var names: [String] = []
        var next = getgrgid(id)?.pointee.gr_mem
        while let pointer = next, let name = pointer.pointee {
            names.append(String(cString: name))
            next = pointer + 1
        }
        return names
    }
}
