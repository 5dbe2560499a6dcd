import Markup
import Tracking

extension SeenWords {
    /// What was looked at, and what no table has.
    func sentences(parameter: String) -> [String] {
        guard postbackCount > 0, let firstAt else {
            return ["No postback has come yet. The words of the network appear here when they do."]
        }
        let day = ReportZone.utc.day(of: firstAt).map { " since \($0)" } ?? ""
        var sentences = [
            isComplete
                ? "All \(postbackCount.readable) postbacks of the campaign\(day) were looked at, in the parameter “\(parameter)”."
                : "The \(postbackCount.readable) postbacks of the latest journeys\(day) were looked at, in the parameter “\(parameter)”; there are earlier ones."
        ]
        if wordlessCount > 0 {
            sentences.append("\(wordlessCount.readable) had no word there, and are trash.")
        }
        if otherCount > 0 {
            sentences.append(
                "\(otherCount.readable) had words beyond the first \(Self.maximumWordCount.readable) different ones; those are not listed."
            )
        }
        if longCount > 0 {
            sentences.append("\(longCount.readable) had a word of more than \(Self.maximumWordBytes) bytes.")
        }
        return sentences
    }
}

extension Int {
    /// With its thousands apart.
    fileprivate var readable: String { String(self).readableNumber }
}
