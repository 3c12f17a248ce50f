#include "confab/core/rooms/replay.hpp"

#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/rooms/shown_message.hpp"

namespace confab {

void keep_last(Replay::Lines& said, std::size_t lines) {
    if (said.size() > lines) said.erase(said.begin(), said.end() - static_cast<std::ptrdiff_t>(lines));
}

bool Replay::on_joining(const User& user, const Room& room, Now now) {
    Lines shown = remembered(user, room);
    keep_last(shown, settings_.history);
    if (shown.empty()) return false;
    replies_.frame(user, {Code::history_last, shown.size(), room.name().text}, now);
    for (const Message* said : shown) line(user, room.name().text, &room, *said);
    replies_.frame(user, {Code::history_end}, now);
    return true;
}

Replay::Lines Replay::remembered(const User& user, const Room& room, std::uint64_t above, std::uint64_t up_to,
                                 WallTime since) const {
    Lines lines;
    const PrivateIds in_private = private_ids(user, room);
    for (std::size_t i = 0; i < room.history.size(); ++i) {
        const Message& said = room.history.at(i);
        if (said.in_private && !in_private.shows(said.id)) continue;
        if (said.id > above && said.id <= up_to && said.time >= since && !is_ignored(user, said))
            lines.push_back(&said);
    }
    return lines;
}

bool Replay::is_ignored(const User& user, const Message& said) const {
    if (!user.extras || user.extras->ignores.empty()) return false;
    return ignores_.ignores(user, names_.key_of(said.from));
}

void Replay::line(const User& user, std::string_view name, const Room* room, const Message& said) {
    Reference answered;
    if (said.reply_to != 0) answered = quote(user, room, said.reply_to);
    replies_.tell(user, {.type = said.type,
                         .replay = true,
                         .time = said.time,
                         .id = said.id,
                         .room = name,
                         .from = said.from,
                         .text = said.text,
                         .about = said.reply_to == 0 ? nullptr : &answered});
}

}  // namespace confab
