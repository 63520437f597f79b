extension Duration {
    /// The whole milliseconds of it.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

extension Duration {
    /// With one digit after the point.
    var inMilliseconds: String { "\((self / .microseconds(100)).rounded() / 10)" }
}

extension [Duration] {
    /// The time within which so many of a hundred were done.
    func percentile(_ percent: Int) -> Duration {
        isEmpty ? .zero : sorted()[Swift.min(count - 1, count * percent / 100)]
    }
}
