// libssl (OpenSSL): the client's side of a connection by TLS.
#ifndef LANDING_TRACKER_CTLS_H
#define LANDING_TRACKER_CTLS_H

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#endif
