// The preferences of a user about an interactive display, as far as the display has to know them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace confab {

// What rings. `mention`: one's name, and private messages; `word`: that, and words of one's own.
enum class Notify : std::uint8_t { off, mention, pm, all, word };

// How many colours. `automatic`: as many as the display says it has.
enum class Colour : std::uint8_t { automatic, off, sixteen, many };

struct DisplayPreferences {
    static constexpr std::size_t max_words = 16;
    static constexpr std::size_t max_word = 32;  // bytes

    std::string name{};  // one's own
    Notify notify = Notify::mention;
    std::vector<std::string> words{};  // for Notify::word
    Colour colour = Colour::automatic;
    std::string time_zone{};  // a name like Europe/Berlin; empty: the server's
    bool status_line = false;
    // Where one is: not chosen, but what the prompt and /r have to know.
    std::string room{};      // that one talks in, without '#', while one is in several
    std::string reply_to{};  // who sent the last private message
    bool operator==(const DisplayPreferences&) const = default;
};

// What a status line shows.
struct Status {
    std::string name;
    std::string room;  // without '#'
    std::size_t here = 0;
    std::uint64_t unread = 0;  // said in one's other rooms since one talked in them
    bool operator==(const Status&) const = default;
};

}  // namespace confab
