import HTTP

/// How a report is written: chosen by the field `format`, else by the Accept field, else JSON.
enum AnswerFormat: String, CaseIterable, Sendable {
    case json, csv

    init(_ fields: inout QueryFields, of request: HTTPRequest) {
        self = fields.optional("format", FieldReading.choice) ?? (request.prefersCSV ? .csv : .json)
    }
}

extension TextCells {
    /// Reads the field `raw`, which matters for CSV only.
    init(_ fields: inout QueryFields) {
        self = fields.optional("raw", FieldReading.bool) == true ? .exact : .guarded
    }
}

extension HTTPResponse {
    /// A table to be kept as a file of that name.
    init(csv: [UInt8], fileName: String) {
        self.init(
            .ok,
            headers: [
                HTTPHeader(.contentType, "text/csv; charset=utf-8; header=present"),
                HTTPHeader(.contentDisposition, #"attachment; filename="\#(fileName)""#),
                HTTPHeader(.cacheControl, "no-store"),
            ],
            body: csv)
    }
}
