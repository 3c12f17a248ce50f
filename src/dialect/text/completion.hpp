// What a half-typed word may become.
#pragma once

#include <cstddef>
#include <string_view>

#include "confab/core/ports/interpreter.hpp"
#include "parameter.hpp"

namespace confab {

class Access;
class Candidates;
class NameRules;
struct ChatSettings;
class RoomDirectory;
class UserDirectory;

class Completer {
  public:
    static constexpr std::size_t max_candidates = 64;  // more than anyone goes through
    static constexpr std::size_t max_word = 256;       // bytes; a longer word begins nothing

    // All of them outlive it.
    Completer(const ChatSettings& settings, const NameRules& names, UserDirectory& users,
              RoomDirectory& rooms, const Access& access)
        : settings_(settings), names_(names), users_(users), rooms_(rooms), access_(access) {}

    // `cursor` counts bytes of `line`; beyond its end it is its end.
    Completion complete(const User& user, std::string_view line, std::size_t cursor);

  private:
    // A word as far as it is typed. `mark` stays before whatever it becomes: '/', '#', '@' or nothing.
    struct Word {
        std::string_view mark;
        std::string_view all;  // with the mark
    };

    // `typed` is the line up to the word, with the command.
    void offer_for_command(const User& user, std::string_view typed, const Word& word,
                           Candidates& candidates);
    void offer_parameter(const User& user, const ParameterPlace& place, const Word& word,
                         Candidates& candidates);
    void offer_everyone(const User& user, Candidates& candidates);
    void offer_rooms(const User& user, std::string_view mark, Candidates& candidates);

    void offer_commands(const User& user, std::string_view mark, std::string_view after,
                        Candidates& candidates) const;

    const ChatSettings& settings_;
    const NameRules& names_;
    UserDirectory& users_;
    RoomDirectory& rooms_;
    const Access& access_;
};

}  // namespace confab
