extension Schema {
    static let settledIndexTable = """
        -- Most entries of a large journey_index, moved here some at a time. They have passed the foreign key there,
        -- and journeys are never removed; to look once more would read a page for each.
        CREATE TABLE settled_journey_index (
            click_id BLOB PRIMARY KEY CHECK (length(click_id) = 16),
            journey_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
