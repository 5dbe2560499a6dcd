import Testing
import Tracking

struct ReportDayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-12-31", 364), ("1972-02-29", 789), ("2000-02-29", 11_016),
        ("2024-02-29", 19_782), ("2026-11-24", 20_781), ("2100-03-01", 47_541), ("9999-12-31", 2_932_896),
    ])
    func dayIsANumberOfDaysSince1970(text: String, number: Int) throws {
        let day = try #require(ReportDay(text))
        #expect(day.number == number)
        #expect(day.description == text)
    }

    @Test(arguments: [
        "1969-12-31", "0000-01-01", "2023-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-01",
        "2024-01-00", "2024-01-32", "2024-1-1", "24-01-01", "2024/01/01", "2024-01-01 ", " 2024-01-01",
        "+024-01-01", "2024-01-+1", "-2024-01-01", "10000-01-01", "20240101", "", "2024-01-01T00:00:00Z",
        "２０２４-01-01",
    ])
    func everythingElseIsNoDay(text: String) {
        #expect(ReportDay(text) == nil)
    }

    @Test func everyDayFollowsTheOneBefore() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var (year, month, day) = (1970, 1, 1)
        for number in 0...200_000 {
            let found = try #require(ReportDay(number: number))
            #expect((found.year, found.month, found.day) == (year, month, day))
            #expect(ReportDay(year: year, month: month, day: day) == found)
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
            day += 1
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test func periodHasBothItsEndsAndIsEmptyWhenReversed() throws {
        let first = try #require(ReportDay("2024-02-28"))
        let last = try #require(ReportDay("2024-03-01"))
        let period = ReportPeriod(first: first, last: last)
        #expect(period.days.map(\.description) == ["2024-02-28", "2024-02-29", "2024-03-01"])
        #expect(period.dayCount == 3)
        #expect(ReportPeriod(first: last, last: first).days.isEmpty)
        #expect(ReportPeriod(first: last, last: first).dayCount == 0)
    }
}
