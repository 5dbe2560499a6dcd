/// A value's JSON text in pieces, of which each is made when it is asked for.
package struct JSONPieces: Sequence, IteratorProtocol, Sendable {
    /// A piece has at least so many bytes, but for the last, and ends with the value that reaches them.
    private static let leastBytes = 64 * 1024

    /// What is still to be begun; nil from then on.
    private var value: JSONValue?
    /// The arrays and objects that are being written, innermost last.
    private var open: [Level] = []

    private struct Level {
        let container: Container
        var place = 0
    }

    fileprivate enum Container {
        case array([JSONValue])
        case elements(JSONElements)
        case object([(name: String, value: JSONValue)])
    }

    package init(_ value: JSONValue) {
        self.value = value
    }

    /// Whether all of it has been written.
    package var isEnded: Bool { value == nil && open.isEmpty }

    package mutating func next() -> [UInt8]? {
        var piece: [UInt8] = []
        if let value = value.take() { begin(value, in: &piece) }
        while piece.count < Self.leastBytes, !open.isEmpty { goOn(&piece) }
        return piece.isEmpty ? nil : piece
    }

    private mutating func begin(_ value: JSONValue, in piece: inout [UInt8]) {
        switch value {
        case .array(let elements): enter(.array(elements), in: &piece)
        case .elements(let elements): enter(.elements(elements), in: &piece)
        case .object(let members): enter(.object(members), in: &piece)
        case .null, .bool, .integer, .string, .text: value.append(to: &piece)
        }
    }

    private mutating func enter(_ container: Container, in piece: inout [UInt8]) {
        piece.append(container.opening)
        open.append(Level(container: container))
    }

    /// The next element or member of the innermost container, or its end.
    private mutating func goOn(_ piece: inout [UInt8]) {
        let last = open.count - 1
        let (container, place) = (open[last].container, open[last].place)
        guard place < container.count else {
            piece.append(container.closing)
            open.removeLast()
            return
        }
        open[last].place += 1
        if place > 0 { piece.append(ASCII.comma) }
        switch container {
        case .array(let elements): begin(elements[place], in: &piece)
        case .elements(let elements): begin(elements.element(place), in: &piece)
        case .object(let members):
            piece.appendJSONString(Array(members[place].name.utf8))
            piece.append(ASCII.colon)
            begin(members[place].value, in: &piece)
        }
    }
}

extension JSONPieces.Container {
    fileprivate var count: Int {
        switch self {
        case .array(let elements): elements.count
        case .elements(let elements): elements.count
        case .object(let members): members.count
        }
    }

    fileprivate var opening: UInt8 {
        switch self {
        case .array, .elements: ASCII.openBracket
        case .object: ASCII.openBrace
        }
    }

    fileprivate var closing: UInt8 {
        switch self {
        case .array, .elements: ASCII.closeBracket
        case .object: ASCII.closeBrace
        }
    }
}
