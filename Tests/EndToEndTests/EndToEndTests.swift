import Testing

/// All of these tests, one after the other: each drives several processes.
@Suite(.serialized) enum EndToEndTests {}
