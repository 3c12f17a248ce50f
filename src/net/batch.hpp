// A turn's calls from one thread to another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/login/arrived.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/display.hpp"

namespace confab::net {

class Shard;
class HubInbox;

// A turn's calls with copies of all they refer to.
class Batch {
  public:
    enum class Kind : std::uint8_t {
        tell,
        tell_room,
        enter,
        leave,
        change_view,
        hang_up,
        hold,
        ask_secret,
        measure,
        offer,
        display_preferences,
        terminal,
        completions,
        status,
        charge,
        handled,
        adopt,  // to a shard, up to here
        line,
        block,
        reject,
        notice,
        user_name,
        greet,
        set_interactive,
        complete,
        ask_status,
        disconnect,
        lost,
        measured,
        release  // to the hub
    };
    struct Call {
        Kind kind{};
        ClientId who{};
        RoomId room{};
        View view{};
        int fd = -1;
        int family = 0;
        bool on = false;      // what a bool says: of terminal, set_interactive, hold, adopt (telnet), or that
                              // it is known what has arrived
        bool logged = false;  // of adopt: so is its end
        Notify notify{};
        Colour colour{};
        std::uint64_t count = 0;  // of a status: who is here; or bytes that have not arrived, or tokens; of
                                  // a line: where it was changed
        Now now{WallTime{}, MonoTime{}};
        EventType type{};
        bool replay = false;
        bool frame = false;
        Reach reach{};
        WallTime time{};                         // or what has arrived, as MonoTime counts
        std::uint64_t id = 0;                    // or a ticket
        std::array<std::uint32_t, 5> lengths{};  // of the texts, which follow one another
        std::uint32_t except = 0;                // how many ids
    };

    Call& add(Kind kind, ClientId who);
    void add_text(Call& call, std::size_t i, std::string_view text);
    void add_event(Call& call, const Event& event);
    void add_settings(Call& call, const DisplayPreferences& settings);
    void add_status(Call& call, const Status& status);
    static void add_arrived(Call& call, Arrived arrived);
    void add_except(Call& call, std::span<const ClientId> except);

    bool empty() const { return calls_.empty(); }
    std::size_t bytes() const { return calls_.size() * sizeof(Call) + text_.size(); }
    // Takes the memory of a batch that has been delivered, unless it is large.
    void reuse(Batch&& delivered);

    // Texts that hold no controls as one text.
    static std::string join(std::span<const std::string> parts);

    void deliver(Shard& shard) const;
    // Stops where the hub is congested and goes on there the next time; false if it has.
    bool deliver(HubInbox& hub);

  private:
    using Texts = std::array<std::string_view, 5>;

    static constexpr std::size_t reused = 64 * 1024;  // bytes at most

    static DisplayPreferences settings_of(const Call& call, const Texts& texts);
    static Status status_of(const Call& call, const Texts& texts);
    static Arrived arrived_of(const Call& call);
    static Texts take_texts(const Call& call, std::string_view& text);
    static void deliver(HubInbox& hub, const Call& call, const Texts& texts);
    template <class F>
    void replay(F&& each) const;

    std::vector<Call> calls_;
    std::string text_;
    std::vector<ClientId> ids_;
    std::size_t next_call_ = 0;  // to the hub
    std::size_t next_text_ = 0;
};

}  // namespace confab::net
