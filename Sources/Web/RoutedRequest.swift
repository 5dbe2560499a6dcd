import HTTP

/// A request that has found its route and brought its whole body.
struct RoutedRequest {
    let request: HTTPRequest
    let parameters: PathParameters
    let body: [UInt8]

    init(_ request: HTTPRequest, parameters: PathParameters) throws(RequestError) {
        self.request = request
        self.parameters = parameters
        switch request.body {
        case .complete(let bytes): body = bytes
        case .truncated: throw .truncatedBody
        case .tooLarge: throw .bodyTooLarge
        }
    }
}
