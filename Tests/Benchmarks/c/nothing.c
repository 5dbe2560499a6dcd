/* The least that a FastCGI responder can do with libfcgi: read the body, answer 201, store nothing.
 *
 * What benchmarks measure themselves against. Eight threads, each accepting; argument: the path of the socket.
 */
#include <fcgiapp.h>
#include <pthread.h>

enum { thread_count = 8, backlog = 4096 };

static int listener;

static void *answer_requests(void *unused)
{
    FCGX_Request request;
    char body[4096];

    FCGX_InitRequest(&request, listener, 0);
    while (FCGX_Accept_r(&request) == 0) {
        while (FCGX_GetStr(body, sizeof body, request.in) == sizeof body)
            ;
        FCGX_FPrintF(request.out,
            "Status: 201 Created\r\nContent-Type: application/json\r\n\r\n{\"ok\":true}");
        FCGX_Finish_r(&request);
    }
    return unused;
}

int main(int count, char **arguments)
{
    pthread_t thread;

    if (count != 2 || FCGX_Init() != 0)
        return 64;
    listener = FCGX_OpenSocket(arguments[1], backlog);
    if (listener < 0)
        return 78;
    for (int number = 1; number < thread_count; number++)
        pthread_create(&thread, NULL, answer_requests, NULL);
    answer_requests(NULL);
    return 0;
}
