/// Tests: APIPageTests.swift
extension APIPage {
    /// What a wide page with code needs.
    static let ownStyle = """

        html {
            scroll-padding-top: 1rem;
        }

        main {
            max-width: 56rem;
            margin-top: 0;
        }

        main > :last-child {
            margin-bottom: 0;
        }

        h2 {
            margin: 2.5rem 0 0.75rem;
            padding-top: 1.25rem;
            border-top: 1px solid var(--line);
            font-size: 1.25rem;
        }

        nav h2 {
            margin: 1.25rem 0 0.25rem;
            padding: 0;
            border: 0;
            font-size: 1.0625rem;
        }

        h3 {
            margin: 0 0 0.5rem;
            font-size: 1.0625rem;
        }

        h3 code {
            font-weight: 600;
            font-size: 1rem;
        }

        h4 {
            margin: 0 0 0.25rem;
            color: var(--quiet);
            font-size: 0.9375rem;
        }

        article {
            margin: 0 0 2rem;
        }

        article:target,
        dl > :target {
            outline: 2px solid var(--accent);
            outline-offset: 0.5rem;
            border-radius: 0.25rem;
        }

        a {
            color: var(--accent);
        }

        a:focus-visible,
        pre:focus-visible {
            outline: 3px solid var(--accent);
            outline-offset: 2px;
        }

        ul {
            margin: 0;
            padding: 0;
            list-style: none;
        }

        li {
            margin: 0 0 0.25rem;
        }

        code,
        pre {
            font: 0.9375rem/1.5 ui-monospace, monospace;
        }

        pre {
            margin: 0 0 1rem;
            padding: 0.75rem 0.875rem;
            overflow-x: auto;
            background: var(--page);
            border-radius: 0.5rem;
        }

        dl {
            margin: 0 0 1rem;
        }

        dl > div {
            display: grid;
            grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
            gap: 0 1rem;
            padding: 0.25rem 0;
        }

        dd {
            margin: 0;
        }

        .quiet {
            color: var(--quiet);
        }

        @media (max-width: 40rem) {
            main {
                padding: 1.25rem 1rem;
            }

            dl > div {
                grid-template-columns: minmax(0, 1fr);
            }

            dd,
            li .quiet {
                display: block;
                padding-left: 1rem;
            }
        }

        """
}
