/// The fields of a journey that tests look at.
package struct JourneyDocument: Decodable, Sendable {
    package struct Entry: Decodable, Sendable {
        package let status: String?
        package let costValue: Double?
        package let currency: String?
        package let `repeat`: Bool?
    }

    package let clickId: String
    package let campaignId: Int?
    package let campaignName: String?
    package let leads: [Entry]
    package let postbacks: [Entry]
    package let repeats: [Entry]
}
