import HTTP
import Tracking

/// What a handler makes of a request.
enum Reply {
    /// The answer itself.
    case response(HTTPResponse)
    /// An event, to be answered 201 when it is on disk.
    case recording(Event)
}
