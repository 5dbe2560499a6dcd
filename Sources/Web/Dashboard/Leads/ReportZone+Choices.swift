import HTML
import Tracking

extension ReportZone {
    /// The options of a field in which this one is chosen.
    var choices: [FieldChoice] {
        let names = Self.offered.contains(identifier) ? Self.offered : [identifier] + Self.offered
        return names.map { FieldChoice($0, title: $0, isChosen: $0 == identifier) }
    }
}
