/// The version of this program, in the one place where it stands.
package enum Version {
    package static let current = "0.3.0"
}
