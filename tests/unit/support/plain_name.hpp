// A name that is its own key: for what has nothing to do with look-alikes.
#pragma once

#include "confab/base/name.hpp"

namespace confab {

inline Name name(const char* text) { return {text, text}; }
inline RoomName room_name(const char* text) { return {text, RoomKey::of_public(text)}; }

}  // namespace confab
