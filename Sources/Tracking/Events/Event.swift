/// One thing that happened on a journey.
package enum Event: Sendable {
    case click(Click)
    case lead(Lead)
    case postback(Postback)

    package var parameters: Parameters {
        switch self {
        case .click(let click): click.parameters
        case .lead(let lead): lead.parameters
        case .postback(let postback): postback.parameters
        }
    }

    package var clickID: ClickID {
        switch self {
        case .click(let click): click.clickID
        case .lead(let lead): lead.clickID
        case .postback(let postback): postback.clickID
        }
    }
}
