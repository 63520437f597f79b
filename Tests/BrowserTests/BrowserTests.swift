import Testing

/// What people do at a browser, one test after the other: each drives several processes.
@Suite(.serialized) enum BrowserTests {}
