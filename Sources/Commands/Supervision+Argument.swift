import ArgumentParser
import Supervisor

extension Supervision.Socket: ExpressibleByArgument {}
