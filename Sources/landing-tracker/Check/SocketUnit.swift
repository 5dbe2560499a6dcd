import FastCGI
import Foundation

/// A socket of systemd's, and the service that it starts for whoever connects.
struct SocketUnit {
    let name: String
    let service: String
    /// Whether systemd listens now.
    let isListening: Bool
    /// As `inactive`, `failed`, `active`.
    let state: String
    /// Of the service, likewise.
    let serviceState: String
    /// How the service has ended, as `exit-code`.
    let serviceResult: String

    /// The one with this address, whatever its name; one that is not loaded is found by the instance's name.
    ///
    /// - Returns: nil when there is none, or when there is no systemd.
    init?(listeningOn address: ListenAddress, of instance: Instance) {
        let units = UnitProperties.show(
            ["Id", "LoadState", "ActiveState", "Listen", "Triggers"], of: ["*.socket", instance.socketUnit])
        let fitting = (units ?? []).filter { unit in
            unit.isLoaded && unit.values(of: "Listen").contains { Self.isText($0, of: address) }
        }
        guard let unit = fitting.first(where: { $0["ActiveState"] == "active" }) ?? fitting.first else {
            return nil
        }
        name = unit["Id"].isEmpty ? instance.socketUnit : unit["Id"]
        state = unit["ActiveState"]
        isListening = state == "active"
        service = unit["Triggers"].isEmpty ? instance.serviceUnit : unit["Triggers"]
        let properties = UnitProperties.show(["ActiveState", "Result"], of: [service])?.first
        serviceState = properties?["ActiveState"] ?? ""
        serviceResult = properties?["Result"] ?? ""
    }

    /// Whether `/run/landing-tracker/fcgi.sock (Stream)` or `127.0.0.1:9000 (Stream)` is this address.
    private static func isText(_ text: String, of address: ListenAddress) -> Bool {
        guard text.hasSuffix(" (Stream)") else { return false }
        let place = text.dropLast(" (Stream)".count)
        return switch address {
        case .unix(let path): place.hasPrefix("/") && String(place).resolvedPath == path.resolvedPath
        case .tcp(.ipv4, let port): place == "127.0.0.1:\(port)"
        case .tcp(.ipv6, let port): place == "[::1]:\(port)"
        }
    }
}
