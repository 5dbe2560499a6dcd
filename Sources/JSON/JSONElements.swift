/// The elements of an array that is written without ever being there: each is made when its turn comes.
package struct JSONElements: Sendable {
    let count: Int
    let element: @Sendable (Int) -> JSONValue

    /// Of items, the last one first.
    package init<Item: Sendable>(
        reversing items: [Item], _ json: @escaping @Sendable (Item) -> JSONValue
    ) {
        count = items.count
        element = { json(items[items.count - 1 - $0]) }
    }
}
