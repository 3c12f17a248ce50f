// The tables of wording, one a subject of core.
#pragma once

#include <span>

#include "confab/dialect/text/wording.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_accounts();
std::span<const Phrase> phrases_of_certificates();
std::span<const Phrase> phrases_of_invite_codes();
std::span<const Phrase> phrases_of_commands();
std::span<const Phrase> phrases_of_connections();
std::span<const Phrase> phrases_of_messages();
std::span<const Phrase> phrases_of_moderation();
std::span<const Phrase> phrases_of_names();
std::span<const Phrase> phrases_of_passwords();
std::span<const Phrase> phrases_of_people();
std::span<const Phrase> phrases_of_room_roles();
std::span<const Phrase> phrases_of_room_settings();
std::span<const Phrase> phrases_of_rooms();
std::span<const Phrase> phrases_of_tokens();

}  // namespace confab::dialect
