import Memory

/// Tests: ExpectedObjectTests.swift
extension JSONReader {
    /// Reads a text whose value must be an object of expected members.
    mutating func readObject(of members: [ExpectedMember]) throws(ExpectedObjectError) -> [ExpectedObject.Value?] {
        var values = [ExpectedObject.Value?](repeating: nil, count: members.count)
        do throws(ExpectedObjectError) {
            try readMembers(members, into: &values)
        } catch {
            // The caller never gets them, so they are overwritten here: one may be a password.
            for case .text(let text)? in values { Memory.cleanse(text) }
            throw error
        }
        return values
    }

    private mutating func readMembers(
        _ members: [ExpectedMember], into values: inout [ExpectedObject.Value?]
    ) throws(ExpectedObjectError) {
        try grammar { (reader) throws(JSONError) in try reader.beginText() }
        guard peek == UInt8(ascii: "{") else { throw try wrongValue(.notAnObject) }
        try grammar { (reader) throws(JSONError) in try reader.enter() }
        if peek == UInt8(ascii: "}") {
            leave()
        } else {
            repeat {
                let start = position
                let name = try grammar { (reader) throws(JSONError) in try reader.readName() }
                guard let index = members.firstIndex(where: { name.equals($0.name) }) else { throw .unknownMember }
                guard values[index] == nil else { throw .malformed(error(.duplicateName, at: start)) }
                values[index] = try readValue(of: members[index], at: index)
            } while try isFollowed(before: UInt8(ascii: "}"))
        }
        try grammar { (reader) throws(JSONError) in try reader.endText() }
    }

    private mutating func readValue(
        of member: ExpectedMember, at index: Int
    ) throws(ExpectedObjectError) -> ExpectedObject.Value {
        if member.mayBeNull, peek == UInt8(ascii: "n") {
            _ = try grammar { (reader) throws(JSONError) in try reader.readWord("null", .null) }
            return .null
        }
        return switch member.value {
        case .text: .text(try readText(of: index))
        case .texts(let limit): .texts(try readTexts(of: index, atMost: limit))
        case .integer: .integer(try readInteger(of: index))
        case .boolean: .boolean(try readBoolean(of: index))
        case .objectID: .objectID(try readObjectID(of: index))
        }
    }

    private mutating func readInteger(of index: Int) throws(ExpectedObjectError) -> Int64 {
        guard let byte = peek, byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        else {
            throw try wrongValue(.wrongType(index))
        }
        let number = try grammar { (reader) throws(JSONError) in try reader.readNumber() }
        guard case .integer(let integer) = number else { throw .wrongType(index) }
        return integer
    }

    private mutating func readBoolean(of index: Int) throws(ExpectedObjectError) -> Bool {
        switch peek {
        case UInt8(ascii: "t"):
            _ = try grammar { (reader) throws(JSONError) in try reader.readWord("true", .bool(true)) }
            return true
        case UInt8(ascii: "f"):
            _ = try grammar { (reader) throws(JSONError) in try reader.readWord("false", .bool(false)) }
            return false
        default: throw try wrongValue(.wrongType(index))
        }
    }

    private mutating func readObjectID(of index: Int) throws(ExpectedObjectError) -> [UInt8] {
        guard peek == UInt8(ascii: "{") else { throw try wrongValue(.wrongType(index)) }
        try grammar { (reader) throws(JSONError) in try reader.enter() }
        guard peek != UInt8(ascii: "}") else { throw .wrongType(index) }
        let name = try grammar { (reader) throws(JSONError) in try reader.readName() }
        guard name.equals("$oid") else { throw .wrongType(index) }
        let text = try readText(of: index)
        guard try !isFollowed(before: UInt8(ascii: "}")) else { throw .wrongType(index) }
        return text
    }

    private mutating func readTexts(of index: Int, atMost limit: Int) throws(ExpectedObjectError) -> [[UInt8]] {
        guard peek == UInt8(ascii: "[") else { throw try wrongValue(.wrongType(index)) }
        try grammar { (reader) throws(JSONError) in try reader.enter() }
        guard peek != UInt8(ascii: "]") else {
            leave()
            return []
        }
        var texts: [[UInt8]] = []
        repeat {
            guard texts.count < limit else { throw .tooManyElements(index) }
            texts.append(try readText(of: index))
        } while try isFollowed(before: UInt8(ascii: "]"))
        return texts
    }

    private mutating func readText(of index: Int) throws(ExpectedObjectError) -> [UInt8] {
        guard peek == UInt8(ascii: "\"") else { throw try wrongValue(.wrongType(index)) }
        return try grammar { (reader) throws(JSONError) in try reader.readString() }
    }

    /// Steps past a comma, or past the closing bracket, which ends the array or object; whether it was a comma.
    private mutating func isFollowed(before end: UInt8) throws(ExpectedObjectError) -> Bool {
        let isMore = try grammar { (reader) throws(JSONError) in try reader.readComma(orEnd: end) }
        if !isMore { leave() }
        return isMore
    }

    /// The error for a value that is of another type, if it is one at all as far as its first byte tells.
    private func wrongValue(_ problem: ExpectedObjectError) throws(ExpectedObjectError) -> ExpectedObjectError {
        guard let byte = peek else { throw .malformed(error(.unexpectedEnd)) }
        guard beginsValue(byte) else { throw .malformed(error(.expectedValue)) }
        return problem
    }

    /// Runs a step of the grammar, whose faults are those of any JSON text.
    private mutating func grammar<Result>(
        _ step: (inout JSONReader) throws(JSONError) -> Result
    ) throws(ExpectedObjectError) -> Result {
        do throws(JSONError) {
            return try step(&self)
        } catch {
            throw .malformed(error)
        }
    }
}
