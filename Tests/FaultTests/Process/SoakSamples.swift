import Glibc
import TestSite

/// What a service held at many moments of a long load.
struct SoakSamples {
    private var samples: [(seconds: Double, held: Resources)] = []

    mutating func add(_ held: Resources, at seconds: Double) {
        samples.append((seconds, held))
    }

    /// How much something grows in a minute: the slope of the line of least squares through the samples since a moment.
    func growth(of value: KeyPath<Resources, Int>, since start: Double) -> Double {
        let points = samples.filter { $0.seconds >= start }.map { ($0.seconds / 60, Double($0.held[keyPath: value])) }
        let count = Double(points.count)
        let (meanX, meanY) = (points.map(\.0).reduce(0, +) / count, points.map(\.1).reduce(0, +) / count)
        let above = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
        let below = points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
        return below > 0 ? above / below : 0
    }

    /// The smallest and largest value since a moment.
    func range(of value: KeyPath<Resources, Int>, since start: Double) -> ClosedRange<Int> {
        let values = samples.filter { $0.seconds >= start }.map { $0.held[keyPath: value] }
        return (values.min() ?? 0)...(values.max() ?? 0)
    }
}

/// How busy the machine's processors are (proc(5), the first line of /proc/stat).
struct ProcessorLoad {
    private let start: (busy: Int, all: Int)

    init() throws {
        start = try Self.ticks()
    }

    /// The part of all processor time since the start that was used, in percent.
    func percent() throws -> Int {
        let now = try Self.ticks()
        return 100 * (now.busy - start.busy) / max(1, now.all - start.all)
    }

    private static func ticks() throws -> (busy: Int, all: Int) {
        let line = try Files.text("/proc/stat").prefix { $0 != "\n" }
        let fields = line.split(separator: " ").dropFirst().compactMap { Int($0) }
        guard fields.count >= 5 else { throw Failure("no processor time in /proc/stat") }
        // The first eight share all time out among themselves; the fourth and fifth are idle and waiting for a disk.
        let all = fields.prefix(8).reduce(0, +)
        return (all - fields[3] - fields[4], all)
    }
}
