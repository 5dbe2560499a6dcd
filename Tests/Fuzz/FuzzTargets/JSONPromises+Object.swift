import Foundation
import JSON

extension JSONPromises {
    /// Members keep their exact text and order, one for each name.
    func checkObject(_ text: JSONText, foundation: [String: Any]?) throws {
        let object: JSONObject
        do {
            object = try JSONObject(parsing: document)
        } catch {
            return try promise("only an object is one", error == .notAnObject && text.kind != .object)
        }
        try promise("what is read as an object is one", text.kind == .object)
        let members = object.members
        for member in members {
            let value = try JSONText(parsing: Array(member.value.bytes))
            try promise("a value scans to itself", value == member.value)
            try promise("a name is a string", member.name.kind == .string)
            if let name = member.name.stringBytes {
                try promise("a member is found by its name", object[bytes: Array(name)] == member.value)
            }
        }
        try promise("names are unique", Set(members.map(\.name.stringBytes)).count == members.count)
        try promise("members make the same object", JSONObject(members).members == members)
        let again = try JSONObject(parsing: Array(object.text().utf8))
        try promise("its text has the same members", again.members == members)
        try checkFoundation(members, foundation)
        try checkWithout(object)
    }

    /// Foundation's names are equal when Unicode calls them so, and lone surrogates are no text to it.
    private func checkFoundation(_ members: [JSONObject.Member], _ foundation: [String: Any]?) throws {
        guard let foundation else { return }
        let names = members.compactMap(\.name.string)
        guard Set(names).count == names.count else { return }
        try promise("Foundation has the same names", Set(foundation.keys) == Set(names))
        for member in members {
            guard let name = member.name.string, let theirs = foundation[name] as? String else { continue }
            try promise(
                "Foundation has the same value",
                member.value.string.map { Array($0.utf8) } == Array(theirs.utf8))
        }
    }

    private func checkWithout(_ object: JSONObject) throws {
        guard let name = object.members.first?.name.string else { return }
        let rest = try JSONObject(parsing: Array(object.text(without: [name]).utf8))
        try promise("a member left out is gone", rest[name] == nil)
        let others = object.members.filter { $0.name.stringBytes.map(Array.init) != Array(name.utf8) }
        try promise("and the others stay", rest.members == others)
    }
}
