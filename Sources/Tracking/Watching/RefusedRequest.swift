/// A tracking request that was refused, as far as it is kept: what a stranger has sent, and why nothing came of it.
package struct RefusedRequest: Hashable, Sendable {
    package let reason: RefusalReason
    /// Of the answer, 400 to 499.
    package let status: Int
    package let refusedAt: Timestamp
    package let method: String
    package let path: String
    package let contentType: String?
    package let query: Beginning
    package let body: Beginning
    /// A sentence: what was wrong, and what was sent instead.
    package let explanation: String
    /// Each wrong field with the sentences that were answered.
    package let problems: String

    /// Longer ones are no address of ours.
    private static let longestPath = 256
    /// Names of media types are shorter.
    private static let longestContentType = 128
    private static let longestText = 1_024

    private static let keptMilliseconds: Int64 = 30 * 86_400_000

    /// What was refused before that is kept no longer, nor shown.
    package static func earliestKept(at time: Timestamp) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds - keptMilliseconds)
    }

    /// Texts that are too long end early, and say so.
    package init(
        _ reason: RefusalReason, status: Int, at time: Timestamp, method: String, path: String,
        contentType: String?, query: Beginning, body: Beginning, explanation: String, problems: String
    ) {
        self.reason = reason
        self.status = status
        refusedAt = time
        self.method = method.cut(afterBytes: 32)
        self.path = path.cut(afterBytes: Self.longestPath)
        self.contentType = contentType?.cut(afterBytes: Self.longestContentType)
        self.query = query
        self.body = body
        self.explanation = explanation.cut(afterBytes: Self.longestText)
        self.problems = problems.cut(afterBytes: Self.longestText)
    }

    /// What it takes in memory, nearly.
    package var byteCount: Int {
        query.bytes.count + body.bytes.count + path.utf8.count + explanation.utf8.count + problems.utf8.count
            + 512
    }

    /// The first bytes of what may be long.
    package struct Beginning: Hashable, Sendable {
        package let bytes: [UInt8]
        /// How many there were in all; nil: nobody has read them.
        package let length: Int?

        package static let longest = 2_048

        package init(of bytes: some Collection<UInt8>) {
            self.bytes = Array(bytes.prefix(Self.longest))
            length = bytes.count
        }

        /// What is stored.
        package init(_ bytes: [UInt8], length: Int?) {
            self.bytes = bytes
            self.length = length
        }

        package static let unread = Beginning([], length: nil)

        package var isWhole: Bool { length == bytes.count }
    }
}

/// One that is stored.
package struct KeptRefusal: Hashable, Sendable {
    package let id: Int64
    package let request: RefusedRequest

    package init(id: Int64, request: RefusedRequest) {
        self.id = id
        self.request = request
    }
}

/// How many requests were refused for one reason.
package struct RefusalCount: Hashable, Sendable {
    package var refused: Int64
    /// Those of them that are looked at again.
    package var kept: Int64

    package init(refused: Int64 = 0, kept: Int64 = 0) {
        self.refused = refused
        self.kept = kept
    }
}
