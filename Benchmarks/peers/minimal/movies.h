#ifndef MOVIES_H
#define MOVIES_H

#include "identifiers.h"
#include "worker.h"

/* GET /api/movies/{id} */
const char *show_movie(struct worker *worker, const unsigned char id[id_size]);

/* GET /api/movies?limit=N&after=ID */
const char *list_movies(struct worker *worker, int limit, const unsigned char after[id_size]);

/* POST /api/movies */
const char *add_movie(struct worker *worker, const char *authorization);

#endif
