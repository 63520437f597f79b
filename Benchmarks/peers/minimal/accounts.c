#include "accounts.h"

#include <string.h>

#include "answers.h"
#include "identifiers.h"
#include "json.h"
#include "passwords.h"
#include "tokens.h"

enum { shortest_password = 8, longest_password = 1024 };

/* No password is known to match. Compared with when there is no account, so that both cases take the same time. */
static const char nobody[] = "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct credentials {
    struct span email, password;
};

static bool read_credentials(struct worker *worker, struct credentials *credentials) {
    enum { email = 1, password = 2 };
    struct json json = {worker->body, worker->body + worker->body_count};
    struct span name;
    unsigned int seen = 0;
    if (!json_take(&json, '{')) return false;
    do {
        if (!json_name(&json, &name)) return false;
        bool is_email = span_equals(name, "email");
        unsigned int member = is_email ? email : password;
        if ((!is_email && !span_equals(name, "password")) || seen & member) return false;
        if (!json_string(&json, is_email ? &credentials->email : &credentials->password)) return false;
        seen |= member;
    } while (json_take(&json, ','));
    return json_take(&json, '}') && json_is_at_end(&json) && seen == (email | password);
}

static bool may_be_password(struct span password) {
    return password.count >= shortest_password && password.count <= longest_password;
}

const char *log_in(struct worker *worker) {
    struct credentials credentials;
    unsigned char account[id_size];
    if (!read_credentials(worker, &credentials)) return refuse(worker, schema_validation);
    if (!may_be_password(credentials.password)) return refuse(worker, unauthorized);

    sqlite3_stmt *row = worker->account_by_email;
    sqlite3_bind_text(row, 1, credentials.email.start, (int)credentials.email.count, SQLITE_STATIC);
    int found = sqlite3_step(row);
    char stored[256] = "";
    if (found == SQLITE_ROW) {
        memcpy(account, sqlite3_column_blob(row, 0), id_size);
        strncat(stored, (const char *)sqlite3_column_text(row, 1), sizeof stored - 1);
    }
    sqlite3_reset(row); /* now, or the hash would keep a reader in the log for all its time */
    if (found != SQLITE_ROW && found != SQLITE_DONE) return refuse_after(worker, found);
    if (!password_matches(credentials.password, found == SQLITE_ROW ? stored : nobody) || found != SQLITE_ROW) {
        return refuse(worker, unauthorized);
    }

    append_literal(&worker->answer, "{\"token\":\"");
    int opened = open_session(worker, account);
    if (opened != SQLITE_DONE) return refuse_after(worker, opened);
    append_literal(&worker->answer, "\"}");
    return STATUS_OK;
}
