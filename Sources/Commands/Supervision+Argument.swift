import ArgumentParser
import Supervisor

/// Tests: SupervisorTests.swift
extension Supervision.Socket: ExpressibleByArgument {}
