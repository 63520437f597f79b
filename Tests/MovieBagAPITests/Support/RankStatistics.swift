/// The area under the ROC curve of telling `these` from `those` by their size: how likely a random one of these is larger
/// than a random one of those, where equal ones count half (Mann and Whitney's U). 0.5 tells nothing; 0 and 1 tell all.
func areaUnderCurve(_ these: [Int], _ those: [Int]) -> Double {
    let those = those.sorted()
    /// How many of those are smaller than a number, or else than its successor.
    func rank(_ number: Int) -> Int {
        var (low, high) = (0, those.count)
        while low < high {
            let middle = (low + high) / 2
            if those[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
    let twice = these.reduce(0) { $0 + rank($1) + rank($1 + 1) }
    return Double(twice) / Double(2 * these.count * those.count)
}
