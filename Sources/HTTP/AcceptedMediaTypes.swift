/// The value of an Accept field (RFC 9110 section 12.5.1): media ranges with their weights.
struct AcceptedMediaTypes {
    private let ranges: [(name: String, weight: Int)]

    init(_ text: ArraySlice<UInt8>) {
        ranges = text.split(separator: UInt8(ascii: ",")).compactMap { entry in
            guard let name = MediaType(entry)?.description else { return nil }
            return (name, Self.weight(of: entry))
        }
    }

    /// Whether a type is asked for by name, and is as welcome as another at the least: more welcome, where that one
    /// is named, too.
    func prefers(_ type: String, to other: String) -> Bool {
        guard let weight = ranges.first(where: { $0.name == type })?.weight, weight > 0 else { return false }
        if let weightByName = ranges.first(where: { $0.name == other })?.weight {
            return weight > weightByName
        }
        let family = other.prefix { $0 != "/" } + "/*"
        let wildcard = ranges.first { $0.name == family } ?? ranges.first { $0.name == "*/*" }
        return weight >= wildcard?.weight ?? 0
    }

    /// The `q` parameter in thousandths (section 12.4.2); 1 when there is none or it is malformed.
    private static func weight(of entry: ArraySlice<UInt8>) -> Int {
        for parameter in entry.split(separator: UInt8(ascii: ";")).dropFirst() {
            let text = parameter.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard text.starts(with: "q=".utf8) || text.starts(with: "Q=".utf8) else { continue }
            return thousandths(text.dropFirst(2)) ?? 1000
        }
        return 1000
    }

    /// `0`, `0.5`, `1.000`: at most three decimals.
    private static func thousandths(_ text: ArraySlice<UInt8>) -> Int? {
        let digits = text.filter { $0 != UInt8(ascii: ".") }
        guard text.count <= 5, text.dropFirst().first ?? UInt8(ascii: ".") == UInt8(ascii: "."),
            !digits.isEmpty,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let padded = digits + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 4 - digits.count))
        return min(1000, padded.prefix(4).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }
}
