/* What the full-text index of SQLite itself takes for the first 50 movies of a word, asked from C:

       fts5 DATABASE LABEL < WORDS

   With one word a line. Prints for each: microseconds of the processor (the median of 9 runs), and how many were found. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int compare(const void *a, const void *b) {
    double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

int main(int count, char **arguments) {
    sqlite3 *database;
    sqlite3_stmt *select;
    if (count != 3 || sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) return 1;
    const char *sql = strcmp(arguments[2], "like") == 0
        ? "SELECT rowid, text FROM plain WHERE text LIKE '% ' || ?1 || '%' ORDER BY rowid LIMIT 50"
        : "SELECT plain.rowid, plain.text FROM words JOIN plain ON plain.rowid = words.rowid "
          "WHERE words MATCH ?1 || '*' ORDER BY words.rowid LIMIT 50";
    if (sqlite3_prepare_v2(database, sql, -1, &select, 0) != SQLITE_OK) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(database));
        return 1;
    }
    char word[256];
    while (fgets(word, sizeof word, stdin)) {
        word[strcspn(word, "\n")] = 0;
        double times[9];
        int found = 0;
        for (int run = 0; run < 9; run++) {
            double start = now();
            sqlite3_bind_text(select, 1, word, -1, SQLITE_STATIC);
            for (found = 0; sqlite3_step(select) == SQLITE_ROW; found++) sqlite3_column_text(select, 1);
            sqlite3_reset(select);
            times[run] = now() - start;
        }
        qsort(times, 9, sizeof *times, compare);
        printf("%.1f %d\n", times[4], found);
    }
    return 0;
}
