import JSON

/// The pairs of a query or a form with one member per name.
struct GroupedPairs {
    private var names: [[UInt8]] = []
    private var values: [[JSONText]] = []

    init(_ pairs: [(name: [UInt8], value: [UInt8])]) {
        var places: [ByteKey: Int] = [:]
        places.reserveCapacity(pairs.count)
        for pair in pairs {
            let value = JSONText(utf8: pair.value)
            let name = ByteKey(pair.name[...])
            if let place = places[name] {
                values[place].append(value)
            } else {
                places[name] = names.count
                names.append(pair.name)
                values.append([value])
            }
        }
    }

    /// A string for a name that came once, an array of strings for a repeated one.
    var members: [JSONObject.Member] {
        zip(names, values).map { name, values in
            JSONObject.Member(
                name: JSONText(utf8: name), value: values.count == 1 ? values[0] : JSONText(array: values))
        }
    }
}
