// The ways of talking that there are. Nothing else knows their names.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "confab/dialect/encoder.hpp"
#include "confab/dialect/endpoint.hpp"
#include "confab/dialect/interpreter.hpp"

namespace confab::dialect {

// A dialect on one thread: what its connections share there. Outlives them. Not thread-safe.
class Codec {
  public:
    virtual ~Codec() = default;

    virtual Encoder& encoder(const View& view) = 0;
    // True if its first bytes tell a user from a web browser and other programs, which are sent away.
    virtual bool refuses_other_programs() const { return false; }
    // Does the user expect an answer to the line, rather than that others read it? Then its next line waits
    // until the hub has handled this one, so that it cannot ask faster than it takes the answers.
    virtual bool expects_answer(std::string_view /*line*/) const { return true; }
    // None: then its connections read lines, and can have no interactive display.
    virtual std::unique_ptr<Endpoint> make_endpoint(Host& /*host*/) { return nullptr; }
};

// When a connection gets its endpoint, if ever: when it is asked for an interactive display; at once; or at
// once with the question for a display, and the user is greeted when that is answered.
//
// `nameless`: at once, and the user comes without a name and takes one in words of the dialect.
enum class Opening : std::uint8_t { lines, endpoint, negotiated, nameless };

// The listeners of a scheme, as in scheme://host:port.
struct Entrance {
    std::string_view scheme;
    Opening opening = Opening::lines;
};

struct Entry {
    std::string_view name;
    std::vector<Entrance> entrances;
    std::function<std::unique_ptr<Codec>()> make_codec;
    std::function<std::unique_ptr<Interpreter>()> make_interpreter;
};

// A dialect's place in the table, as in View::dialect, and how its connections begin.
struct Arrival {
    std::uint8_t dialect = 0;
    Opening opening = Opening::lines;
    bool joins_nothing = false;  // of a dialect that may be in no room

    View view() const;
};

// 1 to View::max_dialects entries. Of two with the same scheme the later one gets the listeners.
using Table = std::vector<Entry>;

// What dialects have to know of this server.
struct ServerIdentity {
    std::string name = "confab";
    WallTime started{};
};

Table builtin_table(const ServerIdentity& server = {});
// The words of all dialects. Thread-safe, and there until the program ends.
const Wording& wording();
// To a program that not_chat_line() and not_chat_bytes() tell of.
Refusal refusal_of(std::string_view program);
// An error that does not come from the hub.
void encode_refusal(std::string& out, const Reply& why, WallTime now, Encoder& encoder, const Format& format);
// Nothing if no dialect has listeners of that scheme.
std::optional<Arrival> find_arrival(const Table& table, std::string_view scheme);

// All codecs of one thread.
class Codecs {
  public:
    // Throws std::runtime_error if the table has no dialects or too many.
    explicit Codecs(const Table& table);

    Codec& of(const View& view) { return *codecs_[view.dialect]; }
    Encoder& encoder(const View& view) { return of(view).encoder(view); }

  private:
    std::vector<std::unique_ptr<Codec>> codecs_;
};

// Asks the interpreter of the user's dialect. The words are those of all dialects: a reply is worded before
// it is known who gets it.
class Interpreters final : public dialect::Interpreter {
  public:
    // Throws as Codecs does.
    explicit Interpreters(const Table& table);

    Worded word(const Reply& reply) const override { return wording().word(reply); }
    void attach(Hub& hub) override;
    // What the hub has to tell goes through all dialects, each of which may say it in its own way.
    EventSink& in_front_of(EventSink& edge) override;
    // What they know of each connection, for the program that goes on with them; see Interpreter::save.
    std::vector<std::string> state(MonoTime now) const;
    bool restore(const std::vector<std::string>& all, MonoTime now);
    void line(User& user, const TypedLine& line, Now now) override;
    void block(User& user, std::string_view text, Now now) override;
    void refused(const User& user, const Operation& operation, const Refusal& why, Now now) override;
    // In every dialect: an account is the same in all of them.
    bool can_be_answer(std::string_view secret) const override;
    Completion complete(const User& user, std::string_view line, std::size_t cursor) override;

  private:
    std::vector<std::unique_ptr<Interpreter>> interpreters_;
};

}  // namespace confab::dialect
