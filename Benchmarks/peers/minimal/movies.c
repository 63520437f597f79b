#include "movies.h"

#include <stdio.h>
#include <string.h>

#include "answers.h"
#include "drafts.h"
#include "tokens.h"

static struct span column(sqlite3_stmt *row, int number) {
    const char *text = (const char *)sqlite3_column_text(row, number);
    return (struct span){text, (size_t)sqlite3_column_bytes(row, number)};
}

static void append_column(struct text *text, sqlite3_stmt *row, int number) {
    struct span json = column(row, number);
    append(text, json.start, json.count);
}

/* The columns are id, name, casts, genres, added_by; casts and genres are JSON already. */
static void append_movie(struct text *text, sqlite3_stmt *row) {
    append_literal(text, "{\"_id\":{\"$oid\":\"");
    append_hex(text, sqlite3_column_blob(row, 0), id_size);
    append_literal(text, "\"},\"name\":");
    append_json_string(text, column(row, 1));
    append_literal(text, ",\"casts\":");
    append_column(text, row, 2);
    append_literal(text, ",\"genres\":");
    append_column(text, row, 3);
    append_literal(text, ",\"added_by\":{\"$oid\":\"");
    append_hex(text, sqlite3_column_blob(row, 4), id_size);
    append_literal(text, "\"}}");
}

const char *show_movie(struct worker *worker, const unsigned char id[id_size]) {
    sqlite3_stmt *row = worker->one_movie;
    sqlite3_bind_blob(row, 1, id, id_size, SQLITE_STATIC);
    int found = sqlite3_step(row);
    if (found == SQLITE_ROW) append_movie(&worker->answer, row);
    sqlite3_reset(row);
    if (found == SQLITE_ROW) return STATUS_OK;
    return found == SQLITE_DONE ? refuse(worker, movie_not_exists) : refuse_after(worker, found);
}

static void link_to_next(struct worker *worker, int limit, const unsigned char last[id_size]) {
    char digits[id_digits];
    struct text hex = {.bytes = digits, .capacity = sizeof digits};
    append_hex(&hex, last, id_size);
    snprintf(worker->link, sizeof worker->link,
             "Link: <http://localhost:8080/api/movies?limit=%d&after=%.*s>; rel=\"next\"\r\n",
             limit, id_digits, digits);
}

const char *list_movies(struct worker *worker, int limit, const unsigned char after[id_size]) {
    sqlite3_stmt *row = worker->movies_after;
    struct text *page = &worker->answer;
    unsigned char last[id_size];
    int count = 0, found;
    sqlite3_bind_blob(row, 1, after, id_size, SQLITE_STATIC);
    sqlite3_bind_int(row, 2, limit + 1); /* one more tells whether a page follows */
    append(page, "[", 1);
    while ((found = sqlite3_step(row)) == SQLITE_ROW && count < limit) {
        if (count++) append(page, ",", 1);
        append_movie(page, row);
        if (count == limit) memcpy(last, sqlite3_column_blob(row, 0), id_size);
    }
    append(page, "]", 1);
    sqlite3_reset(row);
    if (found == SQLITE_ROW) link_to_next(worker, limit, last);
    return found == SQLITE_ROW || found == SQLITE_DONE ? STATUS_OK : refuse_after(worker, found);
}

static int store_movie(struct worker *worker, const struct draft *draft, const unsigned char id[id_size],
                       const unsigned char owner[id_size]) {
    sqlite3_stmt *row = worker->add_movie;
    sqlite3_bind_blob(row, 1, id, id_size, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, draft->name.start, (int)draft->name.count, SQLITE_STATIC);
    sqlite3_bind_text(row, 3, draft->casts->bytes, (int)draft->casts->count, SQLITE_STATIC);
    sqlite3_bind_text(row, 4, draft->genres->bytes, (int)draft->genres->count, SQLITE_STATIC);
    sqlite3_bind_blob(row, 5, owner, id_size, SQLITE_STATIC);
    return run_change(row);
}

const char *add_movie(struct worker *worker, const char *authorization) {
    unsigned char owner[id_size], id[id_size];
    struct draft draft;
    int found = find_account(worker, authorization, owner);
    if (found == SQLITE_DONE) return refuse(worker, bad_access_token);
    if (found != SQLITE_ROW) return refuse_after(worker, found);
    if (!read_draft(worker, &draft)) return refuse(worker, schema_validation);

    make_id(id);
    int stored = store_movie(worker, &draft, id, owner);
    /* The identifier is unique too, but a clash of it has a code of its own. */
    if (stored == SQLITE_CONSTRAINT_UNIQUE) return refuse(worker, movie_already_exists);
    /* The account was removed after its token was checked. */
    if (stored == SQLITE_CONSTRAINT_FOREIGNKEY) return refuse(worker, bad_access_token);
    if (stored != SQLITE_DONE) return refuse_after(worker, stored);
    append_literal(&worker->answer, "{\"id\":\"");
    append_hex(&worker->answer, id, id_size);
    append_literal(&worker->answer, "\"}");
    return STATUS_OK;
}
