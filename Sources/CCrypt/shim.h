// libcrypt (libxcrypt): passwords as the system itself keeps them. libcrypto (OpenSSL): SHA-256.
#ifndef LANDING_TRACKER_CCRYPT_H
#define LANDING_TRACKER_CCRYPT_H

#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#endif
