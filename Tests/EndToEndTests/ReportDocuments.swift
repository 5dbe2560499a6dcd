/// The fields of a grouped report that tests look at.
struct GroupedStatistics: Decodable {
    struct Content: Decodable {
        let report: [String: Group]
        let groupParameters: [String]
    }

    struct Group: Decodable {
        let expenses: Double?
        let clicks: Int?
        let groups: [String: Group]

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            expenses = try members.decodeIfPresent(Double.self, forKey: Name("expenses"))
            clicks = try members.decodeIfPresent(Int.self, forKey: Name("clicks"))
            let names = members.allKeys.filter { $0.stringValue != "statuses" }
            groups = Dictionary(
                uniqueKeysWithValues: names.compactMap { name in
                    (try? members.decode(Group.self, forKey: name)).map { (name.stringValue, $0) }
                })
        }
    }

    struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let content: Content
}

struct LeadList: Decodable {
    struct Lead: Decodable {
        let clickId: String
        let status: String?
        let costValue: Double?
    }

    let content: [Lead]
}
