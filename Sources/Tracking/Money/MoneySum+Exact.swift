extension MoneySum {
    /// With all the decimals that it has, two at least.
    package var exactText: String {
        let text = Ratio(trillionths, to: 1_000_000_000_000).text(decimals: ExpenseAmount.maximumDecimalCount)
        let zeros = text.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        return String(text.dropLast(min(zeros, ExpenseAmount.maximumDecimalCount - 2)))
    }
}
