import Tracker
import Tracking

extension ReportDay {
    /// A day as an option has it.
    init(argument text: String) throws(CommandFailure) {
        guard let day = ReportDay(text) else {
            throw CommandFailure("\(text) is no day. Write YYYY-MM-DD, from 1970-01-01 on.", .usage)
        }
        self = day
    }
}

extension ReportZone {
    /// A time zone as an option has it; UTC without one.
    init(argument text: String?) throws(CommandFailure) {
        guard let text else {
            self = .utc
            return
        }
        guard let zone = ReportZone(identifier: text) else {
            throw CommandFailure("\(text) is no IANA time zone. Write Europe/Kyiv, for example.", .usage)
        }
        self = zone
    }

    /// Today's date there.
    func today() throws(CommandFailure) -> ReportDay {
        guard let today = day(of: .now) else {
            throw CommandFailure("The system's clock is wrong.", .configuration)
        }
        return today
    }
}
