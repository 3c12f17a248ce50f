// One connection: its reader, its queue, and how it ends.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <coroutine>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "confab/base/flood.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/source_table.hpp"
#include "confab/core/users/arrived.hpp"
#include "confab/dialect/table.hpp"
#include "confab/net/connection_trace.hpp"
#include "confab/net/coroutine.hpp"
#include "confab/wire/line_decoder.hpp"
#include "confab/wire/outbound.hpp"
#include "fanout.hpp"
#include "input_marks.hpp"
#include "wait_memory.hpp"

namespace confab::net {

class TlsStream;

// Lives on one shard and is only touched on its thread. Kept by the shard's table until it is
// closed, and by its coroutines while they wait.
//
// It ends in one way: the hub is told, forgets the client and hangs up; what is queued is sent;
// our side is shut down; input is drained until the peer ends too, for a second at most; then
// close. In that order no reset overtakes the last line.
class Connection : public boost::intrusive_ref_counter<Connection, boost::thread_unsafe_counter> {
  public:
    // Takes `fd` over: a connected, non-blocking stream socket.
    Connection(Shard& shard, ClientId id, int fd, int family, View view);
    ~Connection();

    // Reads until the connection is closed.
    static Detached read(boost::intrusive_ptr<Connection> self);
    // Wakes a reader that was held back.
    void resume();
    // The same for a reader that waited for the hub or the shards behind it.
    void hub_is_clear();
    // A moment that the connection asked the shard for has come.
    void time_passed(Now now);

    ClientId id() const { return id_; }
    dialect::Format format() const { return format_; }
    void set_format(dialect::Format format) { format_ = format; }
    using Subscriptions = boost::container::small_vector<Subscription, 1>;  // most are in one room
    Subscriptions& subscriptions() { return subscriptions_; }
    // What was sent, for the log. A room's lines are counted by the room: a connection takes off what
    // was before it came and adds what there is when it goes.
    void count(std::uint64_t lines, std::uint64_t bytes);
    void uncount(std::uint64_t lines, std::uint64_t bytes);

    // The descriptor, if a line may be sent there directly; -1 if something waits before it.
    int direct_fd() const;
    // Queues bytes; never blocks, never ends the connection. Too many even after the kernel took what
    // it takes, and the connection has overflowed.
    void queue(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length);
    // So much may be queued; else the connection overflows.
    bool fits(std::size_t length);
    // What it holds for what waits, in bytes.
    std::size_t waiting() const;
    // Too much waits for all or for its source, and most for this one: its memory is free at once.
    void drop_queue(Code why);
    // What a room said in a turn, to a connection that it cannot send it to directly. Queues it, or encrypts
    // it at once if nothing waits before it.
    void send_turn(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length);
    // A direct send took only `sent` of `length` bytes, or failed with errno.
    void sent_short(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length, ssize_t sent);
    // Sends what waits, as far as the kernel takes it; the writer waits for the rest.
    void flush();
    // Too much waited: tells the hub, which hangs up.
    void close_slow_consumer(Now now);
    void unpin();
    bool slow() const { return writing_; }
    bool listens() const { return output_ == Output::open; }

    // --- From one program to the next (connection_handover.cpp)
    // An encrypted one cannot be: what it needs for that is OpenSSL's.
    bool can_be_handed_over() const { return socket_.is_open() && !tls_; }
    // Between two turns, when all is flushed that can be.
    void save(snapshot::Writer& out);
    // Its descriptor, which it has no more; it ends without a word.
    int let_go();
    // The next one that was written; null if its descriptor is no socket.
    // `unsent` gets what carry_on() is to send first.
    static boost::intrusive_ptr<Connection> load(Shard& shard, snapshot::Reader& in, std::string& unsent);
    bool is_closing() const { return closing() != nullptr; }
    // On the thread of the shard, because the chunks of `unsent` are counted there.
    void carry_on(std::string_view unsent);

    // --- From a run that crashed to the next one (connection_crash.cpp)
    // Nothing if it cannot go on then.
    std::string state_without_text();
    // Null if that is no connection's; the caller has the descriptor then.
    static boost::intrusive_ptr<Connection> after_crash(Shard& shard, std::string_view bytes, int fd);
    // On the thread of the shard, before it is read.
    void go_on_after_crash(InputMark mark);

    // Before anything is sent or read: everything goes through it.
    void encrypt(std::unique_ptr<TlsStream> stream);
    // As the dialect opens its connections: before anything is read.
    void begin(dialect::Opening opening);
    // The client wants an interactive display, or no longer.
    void request_interactive(bool on);
    // None for a client that sends and gets plain lines.
    dialect::Endpoint* endpoint() const;
    // Asks the hub.
    void ask(const dialect::Request& request, Now now);

    // All but how long it has been waiting.
    ConnectionTrace trace(MonoTime now);
    bool is_held() const;  // it is not read from now
    // Reads no more while on: the client waits for an answer.
    void pause_input(bool on);
    // The last line that expects an answer has got it, as far as the hub can by itself.
    void handled();
    void charge(std::size_t tokens);
    void share_sending(std::uint16_t connections);
    // What comes next is a secret, until the prompt is empty.
    void ask_secret(std::string_view prompt);
    void hang_up(std::string_view name, std::string_view reason);
    // How much has arrived at the client, up to now.
    Arrived delivery_status(MonoTime now);
    // Its coming was not logged, so its end is not.
    void log_no_end() { logged_ = false; }
    // What it is closed for.
    Offence offence() const;
    // Closes a connection that was hung up and has used up its time.
    void check_deadline(MonoTime now);

    bool in_flush_list = false;  // the shard's notes
    bool in_end_list = false;
    bool in_slow_list : 1 = false;
    bool in_clear_list : 1 = false;

  private:
    enum class Output : std::uint8_t { open, overflowed, shut, broken };
    enum class Next : std::uint8_t { read, hold };
    struct Closing;
    struct ColdState;
    class Pause;
    friend class ConnectionHost;

    static Detached write(boost::intrusive_ptr<Connection> self);

    // connection_read.cpp
    bool proceed();
    Next next();
    void receive();
    ssize_t receive(std::span<char> buffer);
    void wait_for_input(std::coroutine_handle<> reader);
    bool take(std::string_view bytes, Now now);
    bool must_wait(Now now);
    bool may_handle(Now now);
    void reject(const Reply& why, Now now);
    void notify(const Reply& what, Now now);
    wire::Input take_next(std::string_view& bytes);
    bool take_backlog(Now now);
    bool take_last_line(Now now);
    bool may_take(Now now);
    bool is_backpressured(Now now);
    bool is_paused() const;
    void hold_until(MonoTime time);
    bool inputs_left() const;
    void resume_soon();
    void hide_typing(bool on);
    void handle(const wire::Input& input, std::string_view after, Now now);
    void line(const wire::Input& input, std::string_view after, Now now);
    void count_line();
    void refuse(std::string_view program, Now now);
    void leave(const char* log_reason, std::string_view room_reason, Now now, Arrived arrived = all_arrived);
    void leave_at_once(const char* log_reason, std::string_view room_reason, Now now, Arrived arrived);

    // connection_end.cpp
    void watch();
    void look_for_end(Now now);
    void watched(error_code error);
    void lose(Now now);
    void cut_off(Now now);

    // connection_output.cpp
    void overflow(std::size_t waiting);
    void send_waiting();
    bool send_rest();
    ssize_t transmit(std::span<const std::string_view> pieces);
    bool has_unsent() const;
    void start_writing();
    void release_backpressure();
    void count_dropped(std::uint64_t bytes);
    void discard_queue();
    void set_direct(int fd);
    void break_output();
    void after_flush();

    // connection_handover.cpp
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    void save_cold(snapshot::Writer& out) const;
    void load_cold(snapshot::Reader& in);

    // connection_crash.cpp
    bool load_endpoint(std::string_view state);
    void give_back();
    InputMark input_mark() const;
    void shut_down_copies();

    // connection.cpp
    void make_endpoint();
    void shut_down();
    void close();
    ColdState& cold();
    TlsStream& tls() const;
    Closing* closing() const;

    // The order of these leaves no gaps: everyone has one connection, and 296 bytes are a step of the
    // allocator.
    bool watched_ : 1 = false;    // a reset shows though nothing is read
    bool tls_ : 1 = false;        // encrypted
    Next next_ : 4 = Next::hold;  // what the reader waits for
    Output output_ : 2 = Output::open;
    bool writing_ : 1 = false;  // the writer waits for the socket
    bool fresh_ : 1 = true;     // nothing has been understood yet
    bool ended_ : 1 = false;    // the peer sends no more
    bool logged_ : 1 = true;    // so is its end
    bool leaving_ : 1 = false;  // the hub was told; nothing more is taken
    bool asking_ : 1 = false;   // a line that expects an answer is on the way to the hub
    Shard& shard_;
    StreamSocket socket_;
    ClientId id_;
    wire::LineDecoder decoder_;
    wire::Outbound outbound_;
    Subscriptions subscriptions_;
    std::unique_ptr<ColdState> cold_;
    FloodBudget flood_;
    MonoTime started_;
    std::uint64_t bytes_in_ = 0;
    std::uint64_t bytes_out_ = 0;
    std::uint64_t lines_out_ = 0;
    std::uint32_t lines_in_ = 0;
    dialect::Format format_;
    WaitMemory wait_memory_;  // of the reader
};

static_assert(sizeof(Connection) <= 296);

using ConnectionPtr = boost::intrusive_ptr<Connection>;

}  // namespace confab::net
