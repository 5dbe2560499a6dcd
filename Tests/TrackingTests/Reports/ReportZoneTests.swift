import Testing
import Tracking

struct ReportZoneTests {
    @Test(arguments: [
        "UTC", "Europe/Kyiv", "Europe/Kiev", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
        "US/Eastern", "Etc/GMT+5", "EST5EDT", "America/Argentina/Buenos_Aires", "Zulu", "GB", "NZ-CHAT",
    ])
    func nameOfTheDatabaseIsAZone(identifier: String) throws {
        #expect(try #require(ReportZone(identifier: identifier)).identifier == identifier)
    }

    @Test(arguments: [
        "", " UTC", "utc", "europe/kyiv", "Europe/Nowhere", "+02:00", "UTC+2", "GMT+5", "PST", "BST", "CEST",
        "Factory", "../etc/passwd", "/etc/passwd", "Europe/../Europe/Kyiv", "Europe/Kyiv\u{0}", "posixrules",
        "right/UTC", "posix/UTC",
    ])
    func everythingElseIsNone(identifier: String) {
        #expect(ReportZone(identifier: identifier) == nil)
    }

    /// Zone, day, and what the clock on the wall needs from one midnight to the next, in minutes.
    @Test(arguments: [
        ("UTC", "2018-03-25", 1440), ("Europe/Kyiv", "2018-03-25", 1380), ("Europe/Kyiv", "2018-10-28", 1500),
        ("America/Sao_Paulo", "2018-11-04", 1380), ("America/Sao_Paulo", "2018-02-17", 1500),
        ("America/Sao_Paulo", "2018-02-18", 1440), ("Australia/Lord_Howe", "2018-10-07", 1410),
        ("Australia/Lord_Howe", "2018-04-01", 1470), ("Asia/Kathmandu", "1986-01-01", 1425),
        ("Asia/Kathmandu", "2018-03-25", 1440), ("America/Havana", "2018-11-04", 1500),
        ("Pacific/Apia", "2011-12-29", 1440), ("Pacific/Apia", "2011-12-30", 0),
        ("Pacific/Apia", "2011-12-31", 1440),
    ])
    func dayIsAsLongAsTheClockSays(identifier: String, text: String, minutes: Int64) throws {
        let zone = try #require(ReportZone(identifier: identifier))
        let day = try #require(ReportDay(text))
        let length = zone.end(of: day).milliseconds - zone.start(of: day).milliseconds
        #expect(length == minutes * 60_000)
    }

    @Test(arguments: [
        ("UTC", "1970-01-01", 0), ("Asia/Kathmandu", "2018-03-25", 1_521_915_300),
        ("Europe/Kyiv", "2018-03-25", 1_521_928_800), ("Europe/Kyiv", "2018-03-26", 1_522_011_600),
        // No clock showed this midnight: 00:00 was 01:00.
        ("America/Sao_Paulo", "2018-11-04", 1_541_300_400),
    ])
    func dayBeginsAtItsFirstMoment(identifier: String, text: String, seconds: Int64) throws {
        let zone = try #require(ReportZone(identifier: identifier))
        #expect(zone.start(of: try #require(ReportDay(text))).seconds == seconds)
    }

    /// Every quarter of an hour of some years, in zones whose clocks change at every hour of the day.
    @Test(arguments: [
        "Europe/Kyiv", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns",
        "Africa/Casablanca", "Asia/Beirut", "Antarctica/Troll", "Pacific/Apia", "America/Havana",
        "Asia/Pyongyang", "America/Scoresbysund", "Pacific/Kiritimati", "Etc/GMT+12",
    ])
    func dayBeginsWhereTheWallFirstShowsIt(identifier: String) throws {
        let zone = try #require(ReportZone(identifier: identifier))
        let quarter: Int64 = 900_000
        let (begin, end): (Int64, Int64) = (1_290_000_000_000 / quarter, 1_560_000_000_000 / quarter)
        var latest = try #require(zone.day(of: Timestamp(milliseconds: begin * quarter)))
        for slot in begin...end {
            let time = Timestamp(milliseconds: slot * quarter)
            let day = try #require(zone.day(of: time))
            while latest < day {
                latest = try #require(ReportDay(number: latest.number + 1))
                #expect(zone.start(of: latest) == time, "\(latest)")
            }
        }
    }

    @Test func periodStartsItsDaysAndTheOneAfter() throws {
        let zone = try #require(ReportZone(identifier: "Europe/Kyiv"))
        let day = try #require(ReportDay("2018-03-25"))
        let period = ReportPeriod(first: day, last: day)
        #expect(zone.starts(of: period).map(\.seconds) == [1_521_928_800, 1_522_011_600])
        let next = try #require(ReportDay(number: day.number + 1))
        #expect(zone.starts(of: ReportPeriod(first: next, last: day)) == [])
        let last = try #require(ReportDay("9999-12-31"))
        #expect(zone.starts(of: ReportPeriod(first: last, last: last)).count == 2)
    }
}
