// Names of people and rooms: what is allowed, and when two are the same.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "confab/base/room_key.hpp"

namespace confab {

// A name that obeys the rules. `key` is the same for all names that look alike
// (UTS #39 skeleton, NFKC and case folded before and after), so it is what is compared and looked up.
struct Name {
    std::string text;  // NFC
    std::string key;
};

enum class NameFault { empty, too_long, bad_start, bad_letter, mixed_scripts, reserved };

// Longest name, in code points after NFC.
inline constexpr int max_name_length = 32;

// Holds ICU's spoof checker, which is dear to open; one a hub. Not thread-safe.
// The constructor throws std::runtime_error when ICU's data is missing.
class NameRules {
  public:
    NameRules();
    ~NameRules();
    NameRules(const NameRules&) = delete;
    NameRules& operator=(const NameRules&) = delete;

    // `text` is what someone typed, already cleaned (valid UTF-8, no controls).
    std::variant<Name, NameFault> check_person(std::string_view text) const;
    // '#' in front is optional. Gives the key of the public room of that name.
    std::variant<RoomName, NameFault> check_room(std::string_view text) const;

    // The key alone, of anything: for looking up what may not be a name at all.
    std::string key_of(std::string_view text) const;
    // The Unicode form alone: the same text however it was typed (NFC).
    std::string compose(std::string_view text) const;
    // Case and Unicode form alone, for finding names by how they begin.
    std::string fold(std::string_view text) const;

  private:
    struct Icu;
    std::variant<Name, NameFault> check(std::string_view text) const;
    std::unique_ptr<Icu> icu_;
};

}  // namespace confab
