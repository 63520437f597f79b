#ifndef MOVIE_BAG_CFASTCGI_SHIM_H
#define MOVIE_BAG_CFASTCGI_SHIM_H

#include <fcgiapp.h>
#include <fastcgi.h>
#include <malloc.h> /* malloc_trim(3), which the Glibc module leaves out */
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

/* The flags of socket(2) are macros over an enum that the Glibc module does not show. */
static inline int cfastcgi_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/* As above. */
static inline int cfastcgi_socketpair(int *ends) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

/* accept4(2) is a GNU extension that the Glibc module does not show: the flag closes the descriptor in children. */
static inline int cfastcgi_accept(int listener) {
    return accept4(listener, NULL, NULL, SOCK_CLOEXEC);
}

#endif
