import Testing

/// What every web server in front of Movie-bag has to do, one test after the other: each drives several processes.
@Suite(.serialized, .sharedSites) enum ServerTests {}
