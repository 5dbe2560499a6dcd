/// A request in the records that a web server sends (FastCGI specification, section 3).
package struct WebServerRequest: Sendable {
    package var id: UInt16
    package var isKept: Bool
    package var variables: [(String, String)]
    package var body: [UInt8]
    /// The value of CONTENT_LENGTH; nil for the body's true length.
    package var announcedLength: String?
    /// Whether there is no CONTENT_LENGTH at all.
    package var omitsLength = false
    /// The most that one record of the body holds.
    package var recordBytes: Int
    /// Behind the content of every record that has some, but for the first one.
    package var padding: Int

    package init(
        id: UInt16 = 1, isKept: Bool = true,
        variables: [(String, String)] = [
            ("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/event"), ("QUERY_STRING", ""),
        ],
        body: [UInt8] = [], announcedLength: String? = nil, recordBytes: Int = 32 * 1024, padding: Int = 0
    ) {
        self.id = id
        self.isKept = isKept
        self.variables = variables
        self.body = body
        self.announcedLength = announcedLength
        self.recordBytes = recordBytes
        self.padding = padding
    }

    package var bytes: [UInt8] {
        var bytes = begin + parameters
        var rest = body[...]
        while !rest.isEmpty {
            bytes += Record(.standardInput, id: id, Array(rest.prefix(recordBytes)), padding: padding).bytes
            rest = rest.dropFirst(recordBytes)
        }
        return bytes + Record(.standardInput, id: id).bytes
    }

    package var begin: [UInt8] {
        Record(.begin, id: id, [0, 1, isKept ? 1 : 0, 0, 0, 0, 0, 0]).bytes
    }

    /// The parameters with the record that ends them.
    package var parameters: [UInt8] {
        let length = omitsLength ? [] : [("CONTENT_LENGTH", announcedLength ?? "\(body.count)")]
        let pairs = (variables + length).flatMap { Self.pair($0.0, $0.1) }
        return Record(.parameters, id: id, pairs, padding: padding).bytes + Record(.parameters, id: id).bytes
    }

    package static func pair(_ name: String, _ value: String) -> [UInt8] {
        length(name.utf8.count) + length(value.utf8.count) + name.utf8 + value.utf8
    }

    /// One byte below 128, four from there on.
    package static func length(_ count: Int) -> [UInt8] {
        guard count >= 128 else { return [UInt8(count)] }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) | ($0 == 24 ? 0x80 : 0) }
    }
}

/// One FastCGI record.
package struct Record: Sendable {
    package enum Kind: UInt8, Sendable {
        case begin = 1
        case abort = 2
        case end = 3
        case parameters = 4
        case standardInput = 5
        case standardOutput = 6
        case standardError = 7
        case data = 8
        case getValues = 9
        case unknown = 11
    }

    var version: UInt8 = 1
    package let type: UInt8
    let id: UInt16
    let content: [UInt8]
    let padding: Int

    package init(_ kind: Kind, id: UInt16 = 1, _ content: [UInt8] = [], padding: Int = 0) {
        type = kind.rawValue
        self.id = id
        self.content = content
        self.padding = padding
    }

    package var bytes: [UInt8] {
        let header: [UInt8] = [
            version, type, UInt8(id >> 8), UInt8(id & 0xff), UInt8(content.count >> 8),
            UInt8(content.count & 0xff), UInt8(padding), 0,
        ]
        return header + content + [UInt8](repeating: 0xaa, count: padding)
    }

    /// Another version of the protocol.
    package func version(_ version: UInt8) -> Record {
        var record = self
        record.version = version
        return record
    }
}
