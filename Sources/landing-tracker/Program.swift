import FastCGI
import Foundation

/// Where the process begins: a CGI program for one request when a web server starts it as one, else the command line.
@main
enum Program {
    static func main() {
        let environment = ProcessInfo.processInfo.environment
        // A web server may pass a query without `=` as arguments (RFC 3875 section 4.4): as CGI they are not ours.
        if CGIProgram.isStarted(environment: environment) {
            StopSignals.block()
            CGIRequest.answer(environment: environment)
        } else {
            LandingTracker.run(Array(ProgramArguments.all.dropFirst()))
        }
    }
}
