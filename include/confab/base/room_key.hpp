// The keys of rooms, which is what rooms are compared and looked up by.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "confab/base/ids.hpp"

namespace confab {

// A public room has the key of its name. A private room has the same key, its base, and that of an owner
// beside it, so the two kinds never meet, and each owner may have a private room of the name.
//
// It is as large as a string, and nothing is allocated to compare it. Made by the factories; a key that is
// default-constructed is no room's.
class RoomKey {
  public:
    RoomKey() = default;
    static RoomKey none() { return {}; }
    // `base` is the key of a name; none() if no name has such a key.
    static RoomKey of_public(std::string_view base);
    static RoomKey of_private(AccountId owner, std::string_view base);

    // How files have it, which only the store may know: "dev", or "17#dev" for the private room dev of the
    // account 17. "" is none(). Nothing, if no key is written like that.
    static std::optional<RoomKey> from_stored(std::string_view text);
    const std::string& stored() const { return text_; }

    bool empty() const { return text_.empty(); }  // it is none()
    bool is_private() const { return text_.find(mark) != std::string::npos; }
    AccountId owner() const;  // as the key was made; 0 for a public room
    // The key of the name.
    std::string_view base() const { return std::string_view(text_).substr(text_.find(mark) + 1); }

    auto operator<=>(const RoomKey&) const = default;

  private:
    static constexpr char mark = '#';  // no name has one
    explicit RoomKey(std::string text) : text_(std::move(text)) {}
    static bool is_base(std::string_view base) {
        return !base.empty() && base.find(mark) == std::string_view::npos;
    }

    std::string text_;
};
static_assert(sizeof(RoomKey) == sizeof(std::string));

// The name that people read, and the key.
struct RoomName {
    std::string text;
    RoomKey key;
};

}  // namespace confab

template <>
struct std::hash<confab::RoomKey> {
    std::size_t operator()(const confab::RoomKey& key) const noexcept {
        return std::hash<std::string>()(key.stored());
    }
};
