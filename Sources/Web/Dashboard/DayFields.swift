import HTML
import Tracking

/// The fields `periodStart` and `periodEnd` of a form.
struct DayFields: Sendable {
    let first: DayField
    let last: DayField
    /// Whether they have what somebody has typed, since it could not be taken.
    let areRefused: Bool

    /// Those of the days that the page shows; or, where something was wrong with the two fields of its address, just what
    /// was typed there. nil: no day.
    init(_ first: ReportDay?, _ last: ReportDay?, typed fields: QueryFields, errors: FieldErrors) {
        var problems = FormProblems()
        problems.add(errors)
        let areRefused = problems["periodStart"] != nil || problems["periodEnd"] != nil
        func field(_ name: String, _ day: ReportDay?, _ problem: String?) -> DayField {
            let shown = day?.description ?? ""
            let text = areRefused ? fields.text(name) ?? shown : shown
            return DayField(text, isDay: text.isEmpty || ReportDay(text) != nil, problem: problem)
        }
        // A word for the days has no field of its own.
        self.first = field("periodStart", first, problems["periodStart"] ?? problems["period"])
        self.last = field("periodEnd", last, problems["periodEnd"])
        self.areRefused = areRefused
    }

    /// Those of a period that is as it should be.
    init(_ period: ReportPeriod) {
        first = DayField("\(period.first)", isDay: true)
        last = DayField("\(period.last)", isDay: true)
        areRefused = false
    }
}
