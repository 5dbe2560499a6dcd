import JSON
import Logging

/// Passes on what is logged with nothing in it that a terminal obeys, and each entry on a line of its own: no name or
/// address can forge one.
struct VisibleLogHandler: LogHandler {
    private var handler: any LogHandler

    init(_ handler: any LogHandler) {
        self.handler = handler
    }

    var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { handler.metadataProvider }
        set { handler.metadataProvider = newValue }
    }

    var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue.visible }
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { handler[metadataKey: key.visible] }
        set { handler[metadataKey: key.visible] = newValue?.visible }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\(event.message.description.visible)"
        var metadata = metadataProvider?.get().visible ?? [:]
        metadata.merge(event.metadata?.visible ?? [:]) { $1 }
        // As the handler would write it.
        if let error = event.error { metadata["error.message"] = "\("\(error)".visible)" }
        event.error = nil
        event.metadata = metadata
        handler.log(event: event)
    }
}

extension Logger.Metadata {
    fileprivate var visible: Logger.Metadata {
        reduce(into: [:]) { $0[$1.key.visible] = $1.value.visible }
    }
}

extension Logger.MetadataValue {
    fileprivate var visible: Logger.MetadataValue {
        switch self {
        case .string(let text): .string(text.visible)
        case .stringConvertible(let value): .string(value.description.visible)
        case .array(let values): .array(values.map(\.visible))
        case .dictionary(let metadata): .dictionary(metadata.visible)
        }
    }
}
