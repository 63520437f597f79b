/// The object in a JSON text from outside, of which only expected members are ever built.
///
/// Reading stops at the first fault: at a member that is not expected, a value of another type, one element too many, or
/// text that is not JSON. So it never takes more than twice the memory of the text, the text included: each string is
/// copied once, into an array of its exact size, and there is no other value that has a size. Time grows linearly.
///
/// What it accepts and what it reads is what ``JSONValue`` accepts and reads.
package struct ExpectedObject: Sendable, Equatable {
    /// A value of a member.
    enum Value: Sendable, Equatable {
        case text([UInt8])
        case texts([[UInt8]])
        case integer(Int64)
        case boolean(Bool)
        /// The digits, which were not looked at.
        case objectID([UInt8])
        case null
    }

    /// What was read of each expected member, in the order in which they are expected; `nil` when it was not there.
    private let values: [Value?]

    /// Reads one JSON text.
    ///
    /// - Parameters:
    ///   - bytes: the whole text; white space may surround the object, nothing else.
    ///   - members: those that the object may have, in any order; it need have none of them. Names are compared after
    ///     their escapes are resolved.
    package init(parsing bytes: [UInt8], members: [ExpectedMember]) throws(ExpectedObjectError) {
        // The object itself and an array or an object id in it.
        var reader = JSONReader(bytes, maximumDepth: 2)
        values = try reader.readObject(of: members)
    }

    /// Whether the member that is expected at an index is `null`: then it has no other value.
    package func isNull(_ index: Int) -> Bool { values[index] == .null }

    /// The text of the member that is expected at an index; `nil` when it was not there.
    package func text(_ index: Int) -> [UInt8]? {
        if case .text(let text) = values[index] { text } else { nil }
    }

    /// The texts of the member that is expected at an index; `nil` when it was not there.
    package func texts(_ index: Int) -> [[UInt8]]? {
        if case .texts(let texts) = values[index] { texts } else { nil }
    }

    /// The number of the member that is expected at an index; `nil` when it was not there.
    package func integer(_ index: Int) -> Int64? {
        if case .integer(let integer) = values[index] { integer } else { nil }
    }

    /// The truth of the member that is expected at an index; `nil` when it was not there.
    package func boolean(_ index: Int) -> Bool? {
        if case .boolean(let boolean) = values[index] { boolean } else { nil }
    }

    /// The text of the object id in the member that is expected at an index, which may be any; `nil` when it was not there.
    package func objectID(_ index: Int) -> [UInt8]? {
        if case .objectID(let text) = values[index] { text } else { nil }
    }
}
