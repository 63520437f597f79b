import Testing

/// What becomes of data when things break, one test after the other: each drives several processes.
@Suite(.serialized) enum FaultTests {}
