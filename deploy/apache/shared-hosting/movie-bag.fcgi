#!/bin/sh
# What mod_fcgid starts, as many of it as requests come at the same moment: it gives each process one request at a time,
# so one thread is enough. All of them share the database, and nothing else.
# A backtrace of Swift would show parts of its memory in the log.
export SWIFT_BACKTRACE=enable=no
exec /home/you/movie-bag/movie-bag serve --listen fd:0 --threads 1 --env-file /home/you/movie-bag/movie-bag.env
