import Foundation
import Storage
import Tracking

// How the domain's values stand in columns.

extension ClickID {
    var column: Data { Data(bytes) }

    init(column: Data) throws {
        guard let id = ClickID(bytes: Array(column)) else { throw StoreError.unreadable("a click id") }
        self = id
    }
}

extension Timestamp {
    var column: Int64 { milliseconds }
}
