import JSON
import Tracking

/// Which part of a list is asked for, and in what order: `page`, `pageSize`, `sortBy`, `sortOrder`.
struct ListFields<SortKey: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    let page: Page
    let sortKey: SortKey
    let order: ListOrder
    /// Whether the request names a page, by its number or its size.
    let isPageNamed: Bool

    /// Reads the fields; the first sort key and ascending are the defaults.
    init(
        _ fields: inout QueryFields, sortedBy usual: SortKey, pageSizes: ClosedRange<Int64> = Page.sizes
    ) {
        let number = fields.optional("page", FieldReading.integer(in: Page.numbers)) ?? 1
        let size = fields.optional("pageSize", FieldReading.integer(in: pageSizes)) ?? Page.usualSize
        page = Page(number: number, size: size) ?? .first
        isPageNamed = fields.text("page") != nil || fields.text("pageSize") != nil
        sortKey = fields.optional("sortBy", FieldReading.choice) ?? usual
        order = fields.optional("sortOrder", FieldReading.choice) ?? .ascending
    }

    /// The member `pagination` of an answer.
    func json(total: Int64) -> JSONValue {
        [
            "page": .integer(page.number), "pageSize": .integer(page.size),
            "sortBy": .string(sortKey.rawValue), "sortOrder": .string(order.rawValue),
            "total": .integer(total),
        ]
    }
}

extension Page {
    /// Far beyond any list; a larger number is a mistake.
    static let numbers: ClosedRange<Int64> = 1...1_000_000_000
}
