/// Tests: APIPageTests.swift
extension APIPage {
    /// Colours, type and the frame of the page.
    static let baseStyle = """
        :root {
            color-scheme: light dark;
            --page: #f4f4f7;
            --card: #ffffff;
            --text: #1f2430;
            --quiet: #5a6072;
            --line: #777d90;
            --accent: #3b4cca;
            --on-accent: #ffffff;
            --problem: #a3142b;
        }

        @media (prefers-color-scheme: dark) {
            :root {
                --page: #14161c;
                --card: #1e212a;
                --text: #eceef4;
                --quiet: #aab0c2;
                --line: #7d8498;
                --accent: #a9b4ff;
                --on-accent: #14161c;
                --problem: #ff9aa8;
            }
        }

        * {
            box-sizing: border-box;
        }

        [hidden] {
            display: none;
        }

        body {
            margin: 0;
            padding: 1.5rem 1rem;
            background: var(--page);
            color: var(--text);
            font: 1.0625rem/1.5 system-ui, sans-serif;
            overflow-wrap: break-word;
        }

        main {
            max-width: 26rem;
            margin: 8vh auto 0;
            padding: 1.75rem;
            background: var(--card);
            border-radius: 0.75rem;
        }

        h1 {
            margin: 0 0 1rem;
            font-size: 1.5rem;
            line-height: 1.25;
        }

        p {
            margin: 0 0 1rem;
        }

        main > :last-child {
            margin-bottom: 0;
        }

        .name {
            color: var(--quiet);
            font-weight: 600;
        }

        label {
            display: block;
            margin-bottom: 0.375rem;
            font-weight: 600;
        }

        input,
        button {
            display: block;
            width: 100%;
            min-height: 3rem;
            padding: 0.625rem 0.875rem;
            border: 1px solid var(--line);
            border-radius: 0.5rem;
            background: var(--card);
            color: inherit;
            font: inherit;
        }

        input:focus-visible,
        button:focus-visible {
            outline: 3px solid var(--accent);
            outline-offset: 2px;
        }

        button {
            border-color: var(--accent);
            background: var(--accent);
            color: var(--on-accent);
            font-weight: 600;
            cursor: pointer;
        }

        .hint {
            margin: 0.375rem 0 1.25rem;
            color: var(--quiet);
        }

        .problem {
            padding: 0.625rem 0.875rem;
            border-left: 0.25rem solid var(--problem);
            color: var(--problem);
            font-weight: 600;
        }
        """
}
