import HTTP

/// How a report is written: chosen by the field `format`, else by the Accept field, else JSON.
enum AnswerFormat: String, CaseIterable, Sendable {
    case json, csv

    init(_ fields: inout QueryFields, of request: HTTPRequest) {
        self = fields.optional("format", FieldReading.choice) ?? (request.prefersCSV ? .csv : .json)
    }
}

/// How a report in CSV is written.
struct CSVOptions: Sendable {
    let texts: TextCells
    let beginsWithByteOrderMark: Bool

    /// Reads the fields `raw` and `bom`, which matter for CSV only.
    init(_ fields: inout QueryFields) {
        texts = fields.optional("raw", FieldReading.bool) == true ? .exact : .guarded
        beginsWithByteOrderMark = fields.optional("bom", FieldReading.bool) ?? false
    }

    private init(texts: TextCells, beginsWithByteOrderMark: Bool) {
        self.texts = texts
        self.beginsWithByteOrderMark = beginsWithByteOrderMark
    }

    /// For people, who open it in a spreadsheet.
    static let forSpreadsheets = CSVOptions(texts: .guarded, beginsWithByteOrderMark: true)
}

extension HTTPResponse {
    /// A table to be kept as a file of that name, or its beginning, of which `rest` follows.
    init(csv: [UInt8], _ options: CSVOptions, fileName: String, rest: BodyRest? = nil) {
        self.init(
            .ok,
            headers: [
                HTTPHeader(.contentType, "text/csv; charset=utf-8; header=present"),
                HTTPHeader(.contentDisposition, #"attachment; filename="\#(fileName)""#),
                HTTPHeader(.cacheControl, "no-store"),
            ],
            body: (options.beginsWithByteOrderMark ? CSVTable.byteOrderMark : []) + csv, rest: rest)
    }
}
