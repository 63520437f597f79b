import MovieBag
import MovieBagAPI
import Web

extension DescribedRoute {
    /// All routes with the segments of their paths.
    private static let patterns = Dictionary(
        uniqueKeysWithValues: Readers.allCases.map { readers in
            let patterns = Routes.described(for: readers).map { route in
                (segments: route.description.path.split(separator: "/", omittingEmptySubsequences: false), route: route)
            }
            return (readers, patterns)
        })

    /// The route that a request is for; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - uri: with its query.
    ///   - prefix: what the site is mounted below.
    ///   - readers: who may read its collection.
    package static func of(
        _ method: String, _ uri: String, mountedAt prefix: String, readBy readers: Readers
    ) -> DescribedRoute? {
        let path = uri.prefix { $0 != "?" }
        guard path.hasPrefix(prefix), !path.contains("%") else { return nil }
        let segments = path.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
        let method = method == "HEAD" ? "GET" : method
        return patterns[readers]?.first { pattern, route in
            pattern.count == segments.count && route.description.method.name == method
                && zip(pattern, segments).allSatisfy { $0 == "{id}" ? !$1.isEmpty : $0 == $1 }
        }?.route
    }
}
