// CHATHISTORY and read markers.
#include <algorithm>
#include <charconv>

#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

using Said = confab::Message;
constexpr std::size_t max_shown = 100;

// A message that a client names, by its id or its time.
struct Place {
    bool any = false;  // "*"
    bool good = false;
    std::uint64_t id = 0;
    std::string_view time{};

    bool is_before(const Said& said) const { return id != 0 ? id < said.id : time < rfc3339(said.time); }
    bool is_after(const Said& said) const { return id != 0 ? said.id < id : rfc3339(said.time) < time; }
};

Place place_of(std::string_view text) {
    constexpr std::string_view by_id = "msgid=";
    constexpr std::string_view by_time = "timestamp=";
    Place place;
    if (text == "*") return {.any = true, .good = true};
    if (text.starts_with(by_time))
        return {.good = text.size() == by_time.size() + 24, .time = text.substr(by_time.size())};
    if (!text.starts_with(by_id)) return place;
    const std::string_view number = text.substr(text.rfind('.') + 1);
    const auto end = std::from_chars(number.data(), number.data() + number.size(), place.id);
    place.good = end.ec == std::errc() && place.id != 0;
    return place;
}

using Lines = Replay::Lines;

void first(Lines& lines, std::size_t most) {
    if (lines.size() > most) lines.resize(most);
}

Lines around(Lines lines, const Place& place, std::size_t most) {
    const auto middle =
        std::find_if(lines.begin(), lines.end(), [&](const Said* each) { return !place.is_after(*each); });
    const auto index = static_cast<std::size_t>(middle - lines.begin());
    const std::size_t from = index - std::min(index, most / 2);
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(from));
    first(lines, most);
    return lines;
}

bool is_time(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    return text.size() == form.size() &&
           std::equal(text.begin(), text.end(), form.begin(),
                      [](char c, char f) { return f == '0' ? c >= '0' && c <= '9' : c == f; });
}

}  // namespace

void IrcInterpreter::chathistory(Call& call) {
    std::string what = ascii_lower(call.param(0));
    std::transform(what.begin(), what.end(), what.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    const std::string_view target = call.param(1);
    const auto refuse = [&](std::string_view code, std::string_view why) {
        door_.fail(call.session, "CHATHISTORY", code,
                   fmt::format("{} {} :{}", what.empty() ? "*" : what, target.empty() ? "*" : target, why));
    };
    const bool between = what == "BETWEEN";
    const bool known = between || what == "LATEST" || what == "BEFORE" || what == "AFTER" || what == "AROUND";
    if (what == "TARGETS") return door_.send_batch(call.session, "draft/chathistory-targets", {});
    if (!known) return refuse("UNKNOWN_COMMAND", "There is no such command");
    if (call.params() < (between ? 5U : 4U)) return refuse("NEED_MORE_PARAMS", "Parameters are missing");
    const Room* found = target.starts_with('#') ? hub().access().find(call.user, target) : nullptr;
    if (found == nullptr || call.user.membership(*found) == nullptr)
        return refuse("INVALID_TARGET", "No messages are there for you");

    const Place one = place_of(call.param(2));
    const Place two = between ? place_of(call.param(3)) : Place{.any = true, .good = true};
    const std::string_view number = call.param(between ? 4 : 3);
    std::size_t most = 0;
    std::from_chars(number.data(), number.data() + number.size(), most);
    most = std::min(most, max_shown);
    if (!one.good || !two.good || (one.any && what != "LATEST"))
        return refuse("INVALID_PARAMS", "That is no place in the history");

    Lines lines = hub().replay().remembered(call.user, *found);
    const auto drop = [&](auto condition) {
        std::erase_if(lines, [&](const Said* each) { return condition(*each); });
    };
    if (what == "AROUND") {
        lines = around(std::move(lines), one, most);
    } else if (what == "BEFORE") {
        drop([&](const Said& each) { return !one.is_after(each); });
        keep_last(lines, most);
    } else if (what == "AFTER" || what == "LATEST") {
        if (!one.any) drop([&](const Said& each) { return !one.is_before(each); });
        what == "AFTER" ? first(lines, most) : keep_last(lines, most);
    } else {
        const bool rises = one.id != 0 && two.id != 0 ? one.id < two.id : one.time < two.time;
        const Place& from = rises ? one : two;
        const Place& to = rises ? two : one;
        drop([&](const Said& each) { return !from.is_before(each) || !to.is_after(each); });
        rises ? first(lines, most) : keep_last(lines, most);
    }
    std::vector<Event> events;
    for (const Said* each : lines) {
        events.push_back({.type = each->type,
                          .replay = true,
                          .time = each->time,
                          .id = each->id,
                          .room = found->name().text,
                          .from = each->from,
                          .text = each->text});
    }
    door_.send_batch(call.session, fmt::format("chathistory #{}", found->name().text), events);
}

// --- How far somebody has read, for all their clients

void IrcInterpreter::markread(Call& call) {
    constexpr std::string_view by_time = "timestamp=";
    const std::string_view target = call.param(0);
    if (target.empty())
        return door_.fail(call.session, "MARKREAD", "NEED_MORE_PARAMS", ":Missing parameters");
    const Room* room = target.starts_with('#') ? hub().access().find(call.user, target) : nullptr;
    const std::string key = hub().names().key_of(target);
    const bool is_known = target.starts_with('#') ? room != nullptr && call.user.membership(*room) != nullptr
                                                  : hub().users().find_by_key(key) != nullptr ||
                                                        hub().accounts().find_by_key(key) != nullptr;
    if (!is_known && call.params() > 1) {
        return door_.fail(call.session, "MARKREAD", "INVALID_PARAMS",
                          fmt::format("{} :There is no such place for you", target));
    }
    if (call.params() > 1) {
        const std::string_view wanted = call.param(1);
        const bool good = wanted.starts_with(by_time) && is_time(wanted.substr(by_time.size()));
        if (!good)
            return door_.fail(call.session, "MARKREAD", "INVALID_PARAMS",
                              fmt::format("{} :That is no timestamp", wanted));
        const bool moves = wanted.substr(by_time.size()) > door_.marker(call.user, target);
        if (moves) door_.set_marker(call.user, target, wanted.substr(by_time.size()));
        if (moves) {
            call.user.for_each_connection([&](const Connection& each) {
                Session* other = each.id == call.id() ? nullptr : door_.find(each.id);
                if (other != nullptr && other->caps.has(Cap::read_marker))
                    door_.tell_marker(*other, call.user, target);
            });
        }
    }
    door_.tell_marker(call.session, call.user, target);
}

}  // namespace confab::dialect::irc
