#include "columns.hpp"

#include <nlohmann/json.hpp>
#include <optional>

namespace confab::store {

namespace {

using Json = nlohmann::json;

Json names_json(const std::vector<Name>& names) {
    Json list = Json::array();
    for (const Name& name : names) list.push_back({{"name", name.text}, {"key", name.key}});
    return list;
}

Json seats_json(const std::vector<Seat>& seats) {
    Json list = Json::array();
    for (const Seat& seat : seats) {
        list.push_back({{"name", seat.room.text}, {"key", seat.room.key.stored()}, {"seen", seat.seen}});
    }
    return list;
}

Name name_from(const Json& json) { return {json.value("name", ""), json.value("key", "")}; }

// Nothing if no room's key is written like that.
std::optional<RoomKey> key_in(const Json& json, const char* member) {
    return RoomKey::from_stored(json.value(member, ""));
}

std::vector<Seat> seats_in(const Json& list) {
    std::vector<Seat> seats;
    for (const Json& seat : list) {
        const std::optional<RoomKey> key = key_in(seat, "key");
        if (!key) continue;
        seats.push_back({{seat.value("name", ""), *key}, seat.value("seen", std::uint64_t{0})});
    }
    return seats;
}

// What a later version wrote must not become an enumerator there is none of.
template <class Enum>
Enum enum_from(const Json& json, const char* key, Enum usual, Enum last) {
    const int value = json.value(key, static_cast<int>(usual));
    return value < 0 || value > static_cast<int>(last) ? usual : static_cast<Enum>(value);
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json settings_json(const SavedSettings& s) {
    const Json terminal{{"notify", static_cast<int>(s.display.notify)},
                        {"words", s.display.words},
                        {"colour", static_cast<int>(s.display.colour)},
                        {"time_zone", s.display.time_zone},
                        {"status_line", s.display.status_line}};
    const Json json{{"echo", s.echo},
                    {"timestamps", s.timestamps},
                    {"numbers", s.numbers},
                    {"chose_quiet", s.chose_quiet},
                    {"quiet", static_cast<int>(s.quiet)},
                    {"terminal", terminal},
                    {"ignores", names_json(s.ignores)},
                    {"seats", seats_json(s.seats)},
                    {"left", in_ms(s.left)}};
    return json;
}

SavedSettings settings_in(const Json& json) {
    SavedSettings s;
    s.echo = json.value("echo", s.echo);
    s.timestamps = json.value("timestamps", s.timestamps);
    s.numbers = json.value("numbers", s.numbers);
    s.chose_quiet = json.value("chose_quiet", s.chose_quiet);
    s.quiet = enum_from(json, "quiet", s.quiet, Quiet::all);
    const Json terminal = json.value("terminal", Json::object());
    s.display.notify = enum_from(terminal, "notify", s.display.notify, Notify::word);
    s.display.words = terminal.value("words", s.display.words);
    s.display.colour = enum_from(terminal, "colour", s.display.colour, Colour::many);
    s.display.time_zone = terminal.value("time_zone", s.display.time_zone);
    s.display.status_line = terminal.value("status_line", s.display.status_line);
    const Json ignores = json.value("ignores", Json::array());
    for (const Json& name : ignores) s.ignores.push_back(name_from(name));
    s.seats = seats_in(json.value("seats", Json::array()));
    s.left = wall_time(json.value("left", std::int64_t{0}));
    return s;
}

Json pending_json(const std::vector<Invitation>& pending) {
    Json list = Json::array();
    for (const Invitation& one : pending) list.push_back({{"who", one.who}, {"by", one.by}});
    return list;
}

std::vector<Invitation> pending_from(const Json& list) {
    std::vector<Invitation> pending;
    for (const Json& one : list) pending.push_back({one.value("who", AccountId{0}), one.value("by", "")});
    return pending;
}

Json tokens_json(const std::vector<PostingToken>& tokens) {
    Json list = Json::array();
    for (const PostingToken& each : tokens) {
        list.push_back({{"name", each.name.text},
                        {"key", each.name.key},
                        {"digest", each.digest},
                        {"maker", each.maker},
                        {"made", in_ms(each.made)}});
    }
    return list;
}

std::vector<PostingToken> tokens_from(const Json& list) {
    std::vector<PostingToken> tokens;
    for (const Json& each : list) {
        tokens.push_back({name_from(each), each.value("digest", ""), each.value("maker", AccountId{0}),
                          wall_time(each.value("made", std::int64_t{0}))});
    }
    return tokens;
}

Json periods_json(const std::vector<PrivatePeriod>& periods) {
    Json list = Json::array();
    for (const PrivatePeriod& period : periods) {
        Json readers = Json::array();
        for (const PrivatePeriod::Reader& one : period.readers) {
            readers.push_back(Json::array({one.who, one.up_to}));
        }
        list.push_back({{"from", period.from}, {"to", period.to}, {"readers", readers}});
    }
    return list;
}

std::vector<PrivatePeriod> periods_from(const Json& list) {
    std::vector<PrivatePeriod> periods;
    for (const Json& each : list) {
        PrivatePeriod period{each.value("from", std::uint64_t{0}), each.value("to", std::uint64_t{0}), {}};
        for (const Json& one : each.value("readers", Json::array())) {
            period.readers.push_back({one.at(0).get<AccountId>(), one.at(1).get<std::uint64_t>()});
        }
        periods.push_back(std::move(period));
    }
    return periods;
}

}  // namespace

std::string to_column(const SavedSettings& s) { return text_of(settings_json(s)); }

SavedSettings settings_from(std::string_view column) { return settings_in(Json::parse(column)); }

std::string to_column(const RoomRules& r, const TopicMark& mark) {
    Json json{{"owner", r.owner},
              {"unlisted", r.unlisted},
              {"key", r.key},
              {"keeps_history", r.keeps_history},
              {"moderated", r.moderated},
              {"slow", r.slow},
              {"operators", r.operators},
              {"voices", r.voices},
              {"invited", r.invited},
              {"pending", pending_json(r.pending)},
              {"periods", periods_json(r.periods)},
              {"tokens", tokens_json(r.tokens)},
              {"moved_from", r.moved_from.stored()},
              {"moved_up_to", r.moved_up_to},
              {"by_invitation", r.by_invitation},
              {"topic_lock", r.topic_lock}};
    if (!mark.by.empty()) json["topic_mark"] = {{"by", mark.by}, {"at", mark.at.time_since_epoch().count()}};
    return text_of(json);
}

TopicMark topic_mark_from(std::string_view column) {
    const Json json = Json::parse(column);
    if (!json.contains("topic_mark")) return {};
    const Json& mark = json["topic_mark"];
    return {mark.value("by", ""), WallTime(WallTime::duration(mark.value("at", std::int64_t{0})))};
}

RoomRules rules_from(std::string_view column) {
    const Json json = Json::parse(column);
    RoomRules r;
    r.owner = json.value("owner", r.owner);
    r.unlisted = json.value("unlisted", r.unlisted);
    r.key = json.value("key", r.key);
    r.keeps_history = json.value("keeps_history", r.keeps_history);
    r.moderated = json.value("moderated", r.moderated);
    r.by_invitation = json.value("by_invitation", r.by_invitation);
    r.topic_lock = json.value("topic_lock", r.topic_lock);
    r.slow = json.value("slow", r.slow);
    r.operators = json.value("operators", r.operators);
    r.voices = json.value("voices", r.voices);
    r.invited = json.value("invited", r.invited);
    r.pending = pending_from(json.value("pending", Json::array()));
    r.periods = periods_from(json.value("periods", Json::array()));
    r.tokens = tokens_from(json.value("tokens", Json::array()));
    r.moved_from = key_in(json, "moved_from").value_or(RoomKey::none());
    r.moved_up_to = json.value("moved_up_to", r.moved_up_to);
    return r;
}

std::string to_column(const std::vector<std::string>& words) { return text_of(words); }

std::vector<std::string> words_from(std::string_view column) {
    return Json::parse(column).get<std::vector<std::string>>();
}

std::string to_column(const GuestSeat& seat) {
    return text_of({{"seats", seats_json(seat.seats)},
                    {"settings", settings_json(seat.settings)},
                    {"away", seat.away},
                    {"away_text", seat.away_text},
                    {"source", seat.source},
                    {"sanctions", seat.sanctions}});
}

// What confabd 0.1 wrote is a list of seats alone.
void from_column(std::string_view column, GuestSeat& seat) {
    const Json json = Json::parse(column);
    if (json.is_array()) {
        seat.seats = seats_in(json);
        return;
    }
    seat.seats = seats_in(json.value("seats", Json::array()));
    seat.settings = settings_in(json.value("settings", Json::object()));
    seat.away = json.value("away", false);
    seat.away_text = json.value("away_text", "");
    seat.source = json.value("source", "");
    seat.sanctions = json.value("sanctions", std::vector<std::uint64_t>{});
}

}  // namespace confab::store
