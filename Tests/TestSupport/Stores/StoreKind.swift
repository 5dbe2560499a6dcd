/// The stores there are, each of which must keep what the contract promises.
package enum StoreKind: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite = "SQLite"

    /// Names the test case.
    package var description: String { rawValue }

    /// A new, empty database.
    package func makeSite() throws -> StoreSite { try StoreSite(self) }
}
