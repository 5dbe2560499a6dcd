/// One thing that happened on a journey.
package enum Event: Sendable {
    case click(Click)
    case lead(Lead)
    case postback(Postback)

    package var clickID: ClickID {
        switch self {
        case .click(let click): click.clickID
        case .lead(let lead): lead.clickID
        case .postback(let postback): postback.clickID
        }
    }
}
