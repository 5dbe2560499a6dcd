import JSON
import JSON
import Tracking

/// Expenses as a form has them: a row for each day, a column for each value of the distribution parameter, and in the
/// cells what somebody has written, right or wrong.
struct ExpenseGrid {
    /// In order.
    private(set) var days: [ReportDay] = []
    /// As the API has them; the first is that of amounts that are not distributed.
    private(set) var values: [String] = []
    private var keys: Set<GroupKey> = []
    private var texts: [Place: String] = [:]

    /// Values that reports take for the same have one column.
    private struct Place: Hashable {
        let day: ReportDay
        let key: GroupKey
    }

    /// What reports show for clicks without the parameter.
    static let undistributed = GroupKey.missing.shown

    /// Of more cells nobody keeps track; a body of the API has as many values.
    static let maximumCellCount = DayExpenses.maximumValueCount
    /// With columns that nothing is written in a page is no longer than this: some 80 kB.
    private static let mostCellsWithEmptyColumns = 600

    /// How many of the further values have no column.
    private(set) var leftOutCount = 0

    /// The amounts that are stored for these days, with columns for further values as far as there is room.
    init(days: [ReportDay], stored: [DayExpenses], values: [String]) {
        self.days = days
        add(value: Self.undistributed)
        for day in stored {
            for expense in day.distribution {
                add(value: expense.value)
                write(expense.amount.text, day.day, expense.value)
            }
        }
        for value in values where !has(value: value) {
            if (self.values.count + 1) * days.count <= Self.mostCellsWithEmptyColumns {
                add(value: value)
            } else {
                leftOutCount += 1
            }
        }
    }

    /// What a form brings back.
    init(_ form: FormFields) throws(RequestError) {
        var errors = FieldErrors()
        for field in form.fields.texts(behind: "day.") {
            do throws(FieldProblem) {
                days.append(try FieldReading.day(field.value))
            } catch {
                errors.add(error, in: "day." + field.name)
            }
        }
        guard errors.isEmpty else { throw .invalidFields(errors, source: .json) }
        for field in form.fields.texts(behind: "value.") {
            add(value: SpelledField(spelling: field.value)?.value.string ?? "")
        }
        for field in form.fields.texts(behind: "amount.") {
            guard let (day, value) = place(named: field.name) else { continue }
            write(field.value.trimmingWhiteSpace, day, value)
        }
    }

    /// `0.2`: the third value on the first day.
    private func place(named name: String) -> (ReportDay, String)? {
        let numbers = name.split(separator: ".").compactMap { Int($0) }
        guard numbers.count == 2, days.indices.contains(numbers[0]), values.indices.contains(numbers[1])
        else {
            return nil
        }
        return (days[numbers[0]], values[numbers[1]])
    }

    var cellCount: Int { days.count * values.count }

    /// What is written there; empty for nothing.
    func text(_ day: ReportDay, _ value: String) -> String {
        texts[Place(day: day, key: GroupKey(shown: value))] ?? ""
    }

    /// Whether there is a column that reports would take for the same.
    func has(value: String) -> Bool { keys.contains(GroupKey(shown: value)) }

    mutating func add(value: String) {
        if keys.insert(GroupKey(shown: value)).inserted { values.append(value) }
    }

    private mutating func write(_ text: String, _ day: ReportDay, _ value: String) {
        texts[Place(day: day, key: GroupKey(shown: value))] = text
    }

    /// Adds days with what is stored for them; those that are there already stay as they are.
    mutating func add(_ stored: [DayExpenses]) {
        let known = Set(days)
        for day in stored where !known.contains(day.day) {
            days.append(day.day)
            for expense in day.distribution {
                add(value: expense.value)
                write(expense.amount.text, day.day, expense.value)
            }
        }
    }

    /// Adds the columns that it lacks, with what is stored in them.
    mutating func addColumns(of stored: [DayExpenses]) {
        let known = keys
        for day in stored {
            for expense in day.distribution where !known.contains(GroupKey(shown: expense.value)) {
                add(value: expense.value)
                write(expense.amount.text, day.day, expense.value)
            }
        }
    }

    /// Writes amounts into it, with further days and columns where they need some.
    mutating func write(_ amounts: [ExpenseText.Amount]) {
        days = Set(days + amounts.map(\.day)).sorted()
        for amount in amounts {
            add(value: amount.value)
            write(amount.text, amount.day, amount.value)
        }
    }

    /// Whether any amount is distributed.
    var isDistributed: Bool { texts.contains { $0.key.key != .missing && !$0.value.isEmpty } }

    /// The exact sum of the amounts in these cells, as far as they are amounts.
    func sum(of values: [String], on days: [ReportDay]) -> MoneySum {
        days.reduce(.zero) { sum, day in
            values.reduce(sum) { $0 + (ExpenseAmount(stored: text(day, $1))?.value ?? .zero) }
        }
    }
}

extension String {
    var trimmingWhiteSpace: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
