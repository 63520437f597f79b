# What the two scripts that check packages share; to be read by bash. Counts in `passed` and `failed`.
# shellcheck shell=bash

# check SENTENCE COMMAND...   runs it and tells whether the sentence is true
check() {
    local sentence=$1 output
    shift
    # Not in a subshell: what it starts is to be ended at the end.
    if "$@" >"$scratch/output" 2>&1; then
        echo "ok $sentence"
        passed=$((passed + 1))
    else
        output=$(<"$scratch/output")
        echo "FAILED $sentence${output:+: $output}"
        failed=$((failed + 1))
    fi
}

is_empty() {
    [[ -z $1 ]] || { echo "$1"; return 1; }
}

# refuses COMMAND...   true when that fails
refuses() {
    if "$@"; then return 1; fi
}

equal() {
    [[ $1 == "$2" ]] || { echo "it is \"$1\", not \"$2\""; return 1; }
}

contains() {
    [[ $1 == *"$2"* ]] || { echo "\"$2\" is not in \"$1\""; return 1; }
}

# wait_for COMMAND...   until it succeeds, ten seconds at most
wait_for() {
    local _
    for _ in {1..100}; do
        if "$@" 2>/dev/null; then return 0; fi
        sleep 0.1
    done
    return 1
}
