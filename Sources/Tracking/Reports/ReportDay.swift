/// A day of the Gregorian calendar, from 1970-01-01 to 9999-12-31, in whatever time zone a report is in.
package struct ReportDay: Hashable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int

    private static let numbers = 0...2_932_896
    /// 1970-01-01.
    package static let first = ReportDay(checkedNumber: 0)
    /// The calendar repeats itself after 400 years, which begin here with March, so that leap days come last.
    private static let daysPerEra = 146_097
    private static let daysFromEraTo1970 = 719_468

    /// - Returns: nil before 1970 and after 9999.
    package init?(number: Int) {
        guard Self.numbers.contains(number) else { return nil }
        self.init(checkedNumber: number)
    }

    private init(checkedNumber number: Int) {
        self.number = number
    }

    /// - Returns: nil for a day that the calendar does not have, and for years outside 1970 ... 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        let shiftedYear = month > 2 ? year : year - 1
        let (era, yearOfEra) = shiftedYear.quotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * Self.daysPerEra + dayOfEra - Self.daysFromEraTo1970)
        // The 31st of a shorter month has become a day of the next one.
        guard date == (year, month, day) else { return nil }
    }

    /// Reads `YYYY-MM-DD`, ASCII digits only.
    ///
    /// - Returns: nil for everything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Int(digits: bytes[0..<4]), let month = Int(digits: bytes[5..<7]),
            let day = Int(digits: bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var year: Int { date.year }
    package var month: Int { date.month }
    package var day: Int { date.day }

    private var date: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (number + Self.daysFromEraTo1970)
            .quotientAndRemainder(dividingBy: Self.daysPerEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

extension ReportDay: Comparable {
    package static func < (left: ReportDay, right: ReportDay) -> Bool { left.number < right.number }
}

extension ReportDay: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    package var description: String {
        let (year, month, day) = date
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}

extension Int {
    /// The value of ASCII digits; nil when there is anything else.
    fileprivate init?(digits: ArraySlice<UInt8>) {
        guard digits.allSatisfy(\.isASCIIDigit) else { return nil }
        self = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
