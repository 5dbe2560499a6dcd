// libfcgi, and the Linux calls that Swift's Glibc module does not offer.
#ifndef LANDING_TRACKER_CFASTCGI_H
#define LANDING_TRACKER_CFASTCGI_H

#include <fcgiapp.h>
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Declared here because their headers hide them without _GNU_SOURCE, which a module cannot set for another.
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);
extern int memfd_create(const char *name, unsigned int flags);

extern char **environ;

// A global variable that Swift would call shared mutable state; this program never changes it.
static inline char **landing_tracker_environment(void) { return environ; }

// Macros of a form that Swift does not import.
static const int landing_tracker_accept_flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
static const unsigned int landing_tracker_memfd_cloexec = 1U;
static const int landing_tracker_eventfd_flags = EFD_NONBLOCK | EFD_CLOEXEC;

#endif
