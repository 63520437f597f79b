#include "drafts.h"

#include <string.h>

#include "json.h"

enum { longest_name = 300, longest_label = 200, most_labels = 200 };

/* So many characters, none of them NUL. The text is valid UTF-8: a character has one byte that continues no other. */
static bool has_length(struct span text, size_t longest) {
    size_t characters = 0;
    for (size_t i = 0; i < text.count; i++) {
        if (!text.start[i]) return false;
        characters += (text.start[i] & 0xc0) != 0x80;
    }
    return characters >= 1 && characters <= longest;
}

static bool read_name(struct json *json, struct span *name) {
    return json_string(json, name) && has_length(*name, longest_name);
}

static bool read_labels(struct json *json, struct text *labels) {
    struct span label;
    int count = 0;
    labels->count = 0;
    if (!json_take(json, '[')) return false;
    append(labels, "[", 1);
    do {
        if (count == most_labels || !json_string(json, &label) || !has_length(label, longest_label)) return false;
        if (count++) append(labels, ",", 1);
        append_json_string(labels, label);
    } while (json_take(json, ','));
    append(labels, "]", 1);
    return json_take(json, ']');
}

/* Which member this is, as a bit; 0 when it is none of ours or not as it must be. */
static unsigned int read_member(struct json *json, struct span name, struct draft *draft) {
    if (span_equals(name, "name")) return read_name(json, &draft->name) ? 1 : 0;
    if (span_equals(name, "casts")) return read_labels(json, draft->casts) ? 2 : 0;
    if (span_equals(name, "genres")) return read_labels(json, draft->genres) ? 4 : 0;
    return 0;
}

bool read_draft(struct worker *worker, struct draft *draft) {
    enum { every_member = 7 };
    struct json json = {worker->body, worker->body + worker->body_count};
    struct span name;
    unsigned int seen = 0;
    draft->casts = &worker->casts;
    draft->genres = &worker->genres;
    if (!json_take(&json, '{')) return false;
    do {
        unsigned int member = json_name(&json, &name) ? read_member(&json, name, draft) : 0;
        if (!member || seen & member) return false; /* a second one of the same name included */
        seen |= member;
    } while (json_take(&json, ','));
    return json_take(&json, '}') && json_is_at_end(&json) && seen == every_member;
}
