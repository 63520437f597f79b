import Glibc

/// An empty directory of one test, removed with its files afterwards.
final class TestDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/fastcgi-test-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no directory for a test")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in names { unlink(self[name]) }
        rmdir(path)
    }

    /// The path of a file in the directory.
    subscript(name: String) -> String { "\(path)/\(name)" }

    /// What the directory holds.
    var names: [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { room in
                String(decoding: room.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Writes a small regular file.
    func write(_ text: String, to name: String) {
        let file = fopen(self[name], "w")
        fputs(text, file)
        fclose(file)
    }
}
