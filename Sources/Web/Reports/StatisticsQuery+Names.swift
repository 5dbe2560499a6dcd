import Foundation
import Tracking

extension StatisticsQuery {
    /// The names in a list as requests and the command line write it.
    ///
    /// `a,b`: white space around a name, empty names and repeated ones are passed over.
    package static func parameterNames(in list: String) -> [String] {
        var names: [String] = []
        for piece in list.split(separator: ",") {
            let name = piece.trimmingCharacters(in: .whitespaces)
            guard !name.isEmpty, !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                continue
            }
            names.append(name)
        }
        return names
    }
}
