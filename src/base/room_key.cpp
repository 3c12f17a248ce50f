#include "confab/base/room_key.hpp"

#include <fmt/format.h>

#include "confab/base/number.hpp"

namespace confab {

RoomKey RoomKey::of_public(std::string_view base) {
    return is_base(base) ? RoomKey(std::string(base)) : none();
}

RoomKey RoomKey::of_private(AccountId owner, std::string_view base) {
    return is_base(base) ? RoomKey(fmt::format("{}{}{}", owner, mark, base)) : none();
}

std::optional<RoomKey> RoomKey::from_stored(std::string_view text) {
    RoomKey key{std::string(text)};
    const RoomKey made = key.is_private() ? of_private(key.owner(), key.base()) : of_public(key.base());
    if (key != made) return std::nullopt;
    return key;
}

AccountId RoomKey::owner() const {
    if (!is_private()) return 0;
    return parse_number<AccountId>(std::string_view(text_).substr(0, text_.find(mark))).value_or(0);
}

}  // namespace confab
