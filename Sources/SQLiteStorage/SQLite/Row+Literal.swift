import GRDB

extension Row {
    static func fetchOne(_ database: Database, literal: SQL) throws -> Row? {
        try SQLRequest<Row>(literal: literal).fetchOne(database)
    }

    static func fetchAll(_ database: Database, literal: SQL) throws -> [Row] {
        try SQLRequest<Row>(literal: literal).fetchAll(database)
    }
}
