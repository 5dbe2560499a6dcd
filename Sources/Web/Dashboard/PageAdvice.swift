import HTTP

/// What people are told who meet an error on the pages.
struct PageAdvice {
    let heading: String
    let text: String

    /// `isOfChange`: something was to be changed.
    init(_ status: HTTPStatus, isOfChange: Bool) {
        (heading, text) =
            switch status {
            case .notFound:
                ("There is nothing here", "The address may be mistyped, or what it named is not there.")
            case .forbidden: ("That is not allowed", "Nothing was changed.")
            case .unprocessableEntity:
                ("Something in it is not right", "Go back and correct it; nothing was changed.")
            case .contentTooLarge:
                ("That is too much at once", "Nothing was changed. Send it in smaller parts.")
            case .methodNotAllowed, .badRequest, .lengthRequired, .unsupportedMediaType:
                ("The browser sent something unexpected", "Go back, load the page again, and try once more.")
            case .serviceUnavailable:
                // What is done in steps may have been cut off between two of them.
                (
                    "Not at the moment",
                    isOfChange
                        ? "Wait a moment, then look what has been done, and do the rest again."
                        : "Wait a moment, then load the page again."
                )
            default:
                (
                    "Something is broken here",
                    "It is not your fault. The log of the service says what it is; an administrator can read it."
                )
            }
    }
}
