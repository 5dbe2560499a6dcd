extension JSONText {
    /// The first element of an array; nil for an empty one and for other kinds.
    package var firstElement: JSONText? {
        guard kind == .array else { return nil }
        return element(at: bytes.span.offsetAfterWhiteSpace(from: 1))?.text
    }

    /// The elements of an array, nil for other kinds.
    package var elements: [JSONText]? {
        guard kind == .array else { return nil }
        var elements: [JSONText] = []
        var offset = bytes.span.offsetAfterWhiteSpace(from: 1)
        while let element = element(at: offset) {
            elements.append(element.text)
            offset = element.next
        }
        return elements
    }

    /// The members of an object, nil for other kinds.
    package var object: JSONObject? {
        // The text is valid, so that only another kind can be refused.
        try? JSONObject(parsing: Array(bytes))
    }

    /// The element that starts at an offset from the opening bracket, and where the next one does; nil at the
    /// end.
    private func element(at start: Int) -> (text: JSONText, next: Int)? {
        let span = bytes.span
        guard let end = try? span.endOfValue(from: start) else { return nil }
        let comma = span.offsetAfterWhiteSpace(from: end)
        let text = JSONText(valid: bytes[bytes.startIndex + start..<bytes.startIndex + end])
        return (text, span.offsetAfterWhiteSpace(from: comma + 1))
    }
}
