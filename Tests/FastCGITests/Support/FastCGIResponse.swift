/// What a client got for one request, from the records up to the one that ends it.
struct FastCGIResponse: Equatable {
    var output: [UInt8] = []
    var error: [UInt8] = []
    var protocolStatus: UInt8 = 0
    /// The requests that the records said they belong to.
    var requestIDs: Set<UInt16> = []

    /// The bytes after the first empty line.
    var body: String {
        let text = String(decoding: output, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return "no empty line in: \(text)" }
        return String(text[end.upperBound...])
    }
}

extension String {
    fileprivate func range(of mark: String) -> Range<Index>? {
        let bytes = Array(utf8)
        let wanted = Array(mark.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: start + wanted.count)
        }
        return nil
    }
}
