import TestPages
import Testing

/// What is for accounts only, looked for in every page that a stranger can reach by links.
@Suite("Pages of strangers")
struct StrangerPageTests {
    @Test func showNeitherNamesOfPeopleNorMarks() throws {
        try withWorld { (world) throws in
            let users = try ["secretive.ann@example.org", "secretive.ben@example.org"].map { try world.addUser($0) }
            for user in users {
                try world.post(
                    "/api/auth/me", #"{"name":"Secretive \#(user.email.prefix(13).suffix(3))"}"#, by: user,
                    method: "PATCH")
            }
            for number in 1...53 {
                let id = try world.addMovie("Movie \(number)", by: users[number % 2])
                let mark = #"{"rating":7,"watched":["2025-06-01"],"wanted":true,"note":"secretive note"}"#
                try world.post("/api/movies/\(id)/mine", mark, by: users[0], method: "PUT")
            }
            var browser = PageBrowser(in: world)
            var (waiting, seen) = (["/", "/?added_by=\(users[0].id)", "/?mine=rated"], Set<String>())
            while !waiting.isEmpty {
                let path = waiting.removeFirst()
                guard seen.insert(path).inserted, seen.count < 400, path.hasPrefix("/"), !path.hasPrefix("/api"),
                    !path.contains("sort=")
                else {
                    continue
                }
                let response = try browser.get(path)
                let text = response.text.lowercased()
                for word in ["secretive", "7.0", "2025-06-01", "1 june 2025", users[1].id] {
                    #expect(!text.contains(word), "\(path): \(word)")
                }
                guard response["Content-Type"].first?.hasPrefix("text/html") == true else { continue }
                waiting += try StrictPage(response).links
            }
            #expect(seen.filter { $0.hasPrefix("/movies/") }.count == 53 && seen.contains { $0.contains("after=") })
            var member = try PageBrowser(of: users[1], in: world)
            let link = try #require(seen.first { $0.hasPrefix("/movies/") })
            let page = try member.page(link)
            #expect(
                page.text.contains("Secretive ann") && page.text.contains("1 June 2025")
                    && !page.text.contains("secretive note"))
        }
    }
}
