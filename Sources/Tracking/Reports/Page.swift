/// A part of a list.
package struct Page: Hashable, Sendable {
    /// From 1.
    package let number: Int64
    package let size: Int64

    package static let sizes: ClosedRange<Int64> = 1...1_000
    /// Ten years of days, whose entries are short: what existing clients ask for at once.
    package static let sizesOfExpenses: ClosedRange<Int64> = 1...3_660
    package static let usualSize: Int64 = 20
    package static let first = Page(checkedNumber: 1, size: usualSize)

    /// - Returns: nil when the number is under 1 or the size beyond that of any list.
    package init?(number: Int64, size: Int64 = usualSize) {
        guard number >= 1, Self.sizesOfExpenses.contains(size) else { return nil }
        self.init(checkedNumber: number, size: size)
    }

    private init(checkedNumber number: Int64, size: Int64) {
        self.number = number
        self.size = size
    }

    /// How many entries come before it, or a number beyond every list.
    package var offset: Int64 {
        let (offset, overflows) = (number - 1).multipliedReportingOverflow(by: size)
        return overflows ? .max : offset
    }
}

/// The direction of a list, by the words of the API.
package enum ListOrder: String, CaseIterable, Sendable {
    case ascending = "asc"
    case descending = "desc"
}

/// One page of a list, and the length of the whole list.
package struct PageOf<Element: Sendable>: Sendable {
    package let rows: [Element]
    package let total: Int64

    package init(rows: [Element], total: Int64) {
        self.rows = rows
        self.total = total
    }
}

extension PageOf: Equatable where Element: Equatable {}
