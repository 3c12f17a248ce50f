// The floor: what a fan-out costs when nothing but the fan-out is done. One thread, epoll; it reads
// what a sender has and does one send() of the complete lines to every client, the sender included.
//
//   confab_floor PORT [--batched] [--room-of N] [--faulty lose|double|reorder]
//
// plain      sends at once after each read of up to 64 KiB
// --batched  reads all clients that are ready first, then sends once to each client
// --room-of  clients form rooms of N in the order in which they came (and nobody may leave)
// --faulty   loses, doubles or reorders a line once in a while for one client in eight: the proof
//            that the load generator notices
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, BATCH_LIMIT = 1024 * 1024, EVENTS = 1024, FAULT_EVERY = 97, FAULT_CLIENTS = 8 };

typedef struct {
    char* data;
    size_t size, capacity;
} Bytes;

// Kept small on purpose: its size is what an idle connection costs here.
typedef struct {
    int fd;
    bool waits_to_write;
    Bytes* partial;  // an unfinished line, or none
    Bytes* backlog;  // what a short send left over, or none
    Bytes* held;     // only with --faulty reorder: the line that has to wait for the next one
} Client;

static enum { HONEST, LOSE, DOUBLE, REORDER } fault = HONEST;
static Client* clients;  // compact: the fan-out walks over it
static size_t client_count, client_capacity, room_size;
static size_t* place_of;  // by descriptor
static size_t descriptors;
static int poller;
static char input[READ_SIZE * 2];
static Bytes batch;

static void die(const char* what) {
    perror(what);
    exit(1);
}

static void append(Bytes* bytes, const char* data, size_t size) {
    if (bytes->size + size > bytes->capacity) {
        bytes->capacity = (bytes->size + size) * 2;
        bytes->data = realloc(bytes->data, bytes->capacity);
        if (!bytes->data) die("realloc");
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

static void keep(Bytes** slot, const char* data, size_t size) {
    if (!*slot) *slot = calloc(1, sizeof **slot);
    if (!*slot) die("calloc");
    append(*slot, data, size);
}

static void drop(Bytes** slot) {
    if (*slot) free((*slot)->data);
    free(*slot);
    *slot = NULL;
}

static void watch(int op, Client* client) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = client->fd};
    if (client->waits_to_write) event.events |= EPOLLOUT;
    if (epoll_ctl(poller, op, client->fd, &event) < 0) die("epoll_ctl");
}

static void send_to(Client* client, const char* data, size_t size) {
    if (client->backlog) {
        append(client->backlog, data, size);
        return;
    }
    ssize_t sent = send(client->fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent == (ssize_t)size) return;
    if (sent < 0 && errno != EAGAIN) return;  // gone: its next read says so
    if (sent < 0) sent = 0;
    keep(&client->backlog, data + sent, size - sent);
    client->waits_to_write = true;
    watch(EPOLL_CTL_MOD, client);
}

static void flush_backlog(Client* client) {
    Bytes* backlog = client->backlog;
    ssize_t sent = send(client->fd, backlog->data, backlog->size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) return;
    memmove(backlog->data, backlog->data + sent, backlog->size - sent);
    backlog->size -= sent;
    if (backlog->size) return;
    drop(&client->backlog);
    client->waits_to_write = false;
    watch(EPOLL_CTL_MOD, client);
}

// Spoils every 97th line, on purpose.
static void send_spoiled(Client* client, const char* data, size_t size) {
    static unsigned lines;
    Bytes out = {0};
    const char* end = data + size;
    while (data < end) {
        const char* next = (const char*)memchr(data, '\n', end - data) + 1;
        const bool spoil = ++lines % FAULT_EVERY == 0;
        if (spoil && fault == REORDER && !client->held) {
            keep(&client->held, data, next - data);
        } else if (!(spoil && fault == LOSE)) {
            append(&out, data, next - data);
            if (spoil && fault == DOUBLE) append(&out, data, next - data);
            if (client->held) append(&out, client->held->data, client->held->size);
            drop(&client->held);
        }
        data = next;
    }
    if (out.size) send_to(client, out.data, out.size);
    free(out.data);
}

static void fan_out(size_t sender, const char* data, size_t size) {
    size_t from = 0, to = client_count;
    if (room_size) {
        from = sender / room_size * room_size;
        if (from + room_size < to) to = from + room_size;
    }
    for (size_t i = from; i < to; ++i) {
        if (fault != HONEST && i % FAULT_CLIENTS == FAULT_CLIENTS - 1)
            send_spoiled(&clients[i], data, size);
        else
            send_to(&clients[i], data, size);
    }
}

static void flush_batch(void) {
    if (batch.size) fan_out(0, batch.data, batch.size);
    batch.size = 0;
}

static void add_client(int fd) {
    if (client_count == client_capacity) {
        client_capacity = client_capacity ? client_capacity * 2 : 1024;
        clients = realloc(clients, client_capacity * sizeof *clients);
        if (!clients) die("realloc");
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    place_of[fd] = client_count;
    Client* client = &clients[client_count++];
    *client = (Client){.fd = fd};
    watch(EPOLL_CTL_ADD, client);
}

static void remove_client(size_t place) {
    Client* client = &clients[place];
    close(client->fd);
    drop(&client->partial);
    drop(&client->backlog);
    drop(&client->held);
    *client = clients[--client_count];
    place_of[client->fd] = place;
}

static void accept_all(int listener) {
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) return;
        if ((size_t)fd >= descriptors)
            close(fd);
        else
            add_client(fd);
    }
}

static void read_from(size_t place, bool batched) {
    Client* client = &clients[place];
    size_t kept = 0;
    if (client->partial) {
        kept = client->partial->size;
        memcpy(input, client->partial->data, kept);
    }
    ssize_t got = recv(client->fd, input + kept, READ_SIZE, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
        remove_client(place);
        return;
    }
    drop(&client->partial);

    size_t size = kept + got;
    const char* last = memrchr(input, '\n', size);
    const size_t whole = last ? (size_t)(last - input) + 1 : 0;
    // A line longer than a read is cut off: no load sends one.
    if (whole < size && size - whole < READ_SIZE) keep(&client->partial, input + whole, size - whole);
    if (!whole) return;
    if (!batched) {
        fan_out(place, input, whole);
        return;
    }
    append(&batch, input, whole);
    if (batch.size > BATCH_LIMIT) flush_batch();
}

static int listen_on(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr*)&address, sizeof address) < 0) die("bind");
    if (listen(listener, 4096) < 0) die("listen");
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event) < 0) die("epoll_ctl");
    return listener;
}

int main(int argc, char** argv) {
    bool batched = false;
    const char* fault_name = NULL;
    for (int i = 2; i < argc; ++i) {
        if (!strcmp(argv[i], "--batched"))
            batched = true;
        else if (!strcmp(argv[i], "--room-of") && i + 1 < argc)
            room_size = strtoul(argv[++i], NULL, 10);
        else if (!strcmp(argv[i], "--faulty") && i + 1 < argc)
            fault_name = argv[++i];
        else
            argc = 0;
    }
    if (fault_name) {
        fault = !strcmp(fault_name, "lose") ? LOSE : !strcmp(fault_name, "double") ? DOUBLE : REORDER;
        if (fault == REORDER && strcmp(fault_name, "reorder")) argc = 0;
    }
    if (argc < 2 || (batched && room_size)) {
        fprintf(stderr,
                "usage: confab_floor PORT [--batched | --room-of N] [--faulty lose|double|reorder]\n");
        return 2;
    }

    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    descriptors = limit.rlim_cur;
    place_of = calloc(descriptors, sizeof *place_of);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (!place_of || poller < 0) die("start");
    const int listener = listen_on(atoi(argv[1]));

    static struct epoll_event events[EVENTS];
    for (;;) {
        const int ready = epoll_wait(poller, events, EVENTS, -1);
        if (ready < 0 && errno != EINTR) die("epoll_wait");
        for (int i = 0; i < ready; ++i) {
            const int fd = events[i].data.fd;
            if (fd == listener) {
                accept_all(listener);
                continue;
            }
            // A descriptor closed and taken again within one turn only reads once for nothing.
            const size_t place = place_of[fd];
            if (place >= client_count || clients[place].fd != fd) continue;
            if ((events[i].events & EPOLLOUT) && clients[place].backlog) flush_backlog(&clients[place]);
            if (events[i].events & ~EPOLLOUT) read_from(place, batched);
        }
        flush_batch();
    }
}
