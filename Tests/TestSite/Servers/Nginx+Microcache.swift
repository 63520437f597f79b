extension Nginx {
    /// Turns the microcache on as the comments of nginx/movie-bag.conf say: by its two lines, in their places.
    package static func addingMicrocache(to configuration: String, in directory: String) throws -> String {
        let site = try Files.text("\(Repository.path)/nginx/movie-bag.conf")
        let lines = site.split(separator: "\n").filter { $0.hasPrefix("# ") || $0.hasPrefix("    # ") }
            .map { $0.drop { " #".contains($0) } }
        guard let start = lines.firstIndex(where: { $0.hasPrefix("fastcgi_cache_path ") }),
            let end = lines[start...].dropFirst().first, end.hasSuffix(";"),
            let include = lines.first(where: { $0 == "include snippets/movie-bag-cache.conf;" })
        else { throw Failure("nginx/movie-bag.conf does not say how to turn the microcache on") }
        let path = "\(lines[start]) \(end)".replacing("/var/cache/nginx/movie-bag", with: "cache")
        try Files.write(
            try Files.text("\(Repository.path)/nginx/movie-bag-cache.conf"), to: "\(directory)/movie-bag-cache.conf")
        let locations = "include movie-bag-locations.conf;"
        return configuration.replacing("    server {", with: "\(path)\nserver {", maxReplacements: 1)
            .replacing(locations, with: "\(include.replacing("snippets/", with: ""))\n\(locations)")
    }
}
