import Glibc
import MovieBag

/// Whether the site's clock and this machine's agree.
///
/// Tests: SiteExaminationTests.swift
struct SiteClockCheck {
    let response: SiteResponse
    let before: UnixTime
    let after: UnixTime

    /// Tokens from a clock that is further ahead are refused.
    private static let tolerance: Int64 = 5

    var findings: [Finding] {
        guard let date = response.values("Date").first.flatMap(Self.seconds) else {
            return [.skipped("site: it does not say what time it has")]
        }
        let isAhead = date > after.seconds + Self.tolerance
        let isBehind = date < before.seconds - Self.tolerance
        guard isAhead || isBehind else { return [.ok("site: its clock and this machine's agree")] }
        let difference = isAhead ? date - after.seconds : before.seconds - date
        return [
            .warning(
                "site: its clock is \(difference) seconds \(isAhead ? "ahead of" : "behind") this machine's",
                fix: "have both kept right:\nsudo timedatectl set-ntp true")
        ]
    }

    /// Reads `Tue, 24 Nov 2026 18:44:23 GMT` (RFC 9110, section 5.6.7).
    static func seconds(_ text: String) -> Int64? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 6, words[5] == "GMT", let day = Int32(words[1]),
            let month = months.firstIndex(of: words[2]),
            let year = Int32(words[3])
        else { return nil }
        let time = words[4].split(separator: ":").compactMap { Int32($0) }
        guard time.count == 3 else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (time[0], time[1], time[2])
        return Int64(timegm(&parts))
    }
}
