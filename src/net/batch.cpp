#include "batch.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

// Words and candidates hold no controls.
constexpr char separator = '\n';

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

}  // namespace

std::string Batch::join(std::span<const std::string> parts) {
    std::string text;
    for (const std::string& part : parts) text.append(part).push_back(separator);
    return text;
}

Batch::Call& Batch::add(Kind kind, ClientId who) {
    Call& call = calls_.emplace_back();
    call.kind = kind;
    call.who = who;
    return call;
}

void Batch::add_text(Call& call, std::size_t i, std::string_view text) {
    call.lengths[i] = static_cast<std::uint32_t>(text.size());
    text_.append(text);
}

void Batch::add_event(Call& call, const Event& event) {
    call.type = event.type;
    call.replay = event.replay;
    call.frame = event.frame;
    call.reach = event.reach;
    call.time = event.time;
    call.id = event.id;
    add_text(call, 0, event.room);
    add_text(call, 1, event.from);
    add_text(call, 2, event.to);
    add_text(call, 3, event.text);
    add_text(call, 4, event.fields);
}

void Batch::add_settings(Call& call, const DisplayPreferences& settings) {
    call.on = settings.status_line;
    call.notify = settings.notify;
    call.colour = settings.colour;
    add_text(call, 0, settings.name);
    add_text(call, 1, settings.time_zone);
    add_text(call, 2, join(settings.words));
    add_text(call, 3, join(std::array{settings.room, settings.reply_to}));
}

void Batch::add_status(Call& call, const Status& status) {
    call.count = status.here;
    call.id = status.unread;
    add_text(call, 0, status.name);
    add_text(call, 1, status.room);
}

void Batch::add_arrived(Call& call, Arrived arrived) {
    call.on = arrived.has_value();
    if (!arrived) return;
    call.time = WallTime{arrived->before.time_since_epoch()};
    call.count = arrived->missing;
}

void Batch::add_except(Call& call, std::span<const ClientId> except) {
    call.except = static_cast<std::uint32_t>(except.size());
    ids_.insert(ids_.end(), except.begin(), except.end());
}

void Batch::reuse(Batch&& delivered) {
    if (delivered.calls_.capacity() * sizeof(Call) + delivered.text_.capacity() > reused) return;
    *this = std::move(delivered);
    calls_.clear();
    text_.clear();
    ids_.clear();
    next_call_ = next_text_ = 0;
}

Batch::Texts Batch::take_texts(const Call& call, std::string_view& text) {
    Texts texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] = text.substr(0, call.lengths[i]);
        text.remove_prefix(call.lengths[i]);
    }
    return texts;
}

// Walks the calls with the texts and ids that belong to each.
template <class F>
void Batch::replay(F&& each) const {
    std::string_view text = text_;
    std::span<const ClientId> ids = ids_;
    for (const Call& call : calls_) {
        const Texts texts = take_texts(call, text);
        each(call, texts, ids.first(call.except));
        ids = ids.subspan(call.except);
    }
}

DisplayPreferences Batch::settings_of(const Call& call, const Texts& texts) {
    std::vector<std::string> where = split(texts[3]);
    where.resize(2);
    return {.name = std::string(texts[0]),
            .notify = call.notify,
            .words = split(texts[2]),
            .colour = call.colour,
            .time_zone = std::string(texts[1]),
            .status_line = call.on,
            .room = std::move(where[0]),
            .reply_to = std::move(where[1])};
}

Status Batch::status_of(const Call& call, const Texts& texts) {
    return {std::string(texts[0]), std::string(texts[1]), call.count, call.id};
}

Arrived Batch::arrived_of(const Call& call) {
    if (!call.on) return std::nullopt;
    return Reached{MonoTime{call.time.time_since_epoch()}, call.count};
}

void Batch::deliver(Shard& shard) const {
    Fanout& fanout = shard.fanout();
    replay([&](const Call& call, const Texts& texts, std::span<const ClientId> except) {
        const Event event{.type = call.type,
                          .replay = call.replay,
                          .frame = call.frame,
                          .reach = call.reach,
                          .time = call.time,
                          .id = call.id,
                          .room = texts[0],
                          .from = texts[1],
                          .to = texts[2],
                          .text = texts[3],
                          .fields = texts[4]};
        switch (call.kind) {
            case Kind::tell: return fanout.tell(call.who, event);
            case Kind::tell_room: return fanout.tell_room(call.room, event, except);
            case Kind::enter: return fanout.enter(call.who, call.room);
            case Kind::leave: return fanout.leave(call.who, call.room);
            case Kind::change_view: return fanout.change_view(call.who, call.view);
            case Kind::hang_up: return fanout.hang_up(call.who, texts[0], texts[1]);
            case Kind::hold: return fanout.hold(call.who, call.on);
            case Kind::ask_secret: return fanout.ask_secret(call.who, texts[0]);
            case Kind::measure: return fanout.measure(call.who, call.id);
            case Kind::offer: return fanout.offer(call.who, texts[0]);
            case Kind::display_preferences:
                return fanout.display_preferences(call.who, settings_of(call, texts));
            case Kind::terminal: return fanout.request_interactive(call.who, call.on);
            case Kind::completions: return fanout.completions(call.who, texts[0], split(texts[1]));
            case Kind::status: return fanout.status(call.who, status_of(call, texts));
            case Kind::charge: return fanout.charge(call.who, call.count);
            case Kind::handled: return fanout.handled(call.who);
            case Kind::adopt: return shard.adopt(call.who, call.fd, call.family, call.on, call.logged);
            default: return;
        }
    });
}

bool Batch::deliver(HubInbox& hub) {
    std::string_view text = std::string_view(text_).substr(next_text_);
    for (; next_call_ < calls_.size(); ++next_call_) {
        if (hub.congested()) break;
        const Call& call = calls_[next_call_];
        const Texts texts = take_texts(call, text);
        deliver(hub, call, texts);
    }
    next_text_ = text_.size() - text.size();
    return next_call_ == calls_.size();
}

void Batch::deliver(HubInbox& hub, const Call& call, const Texts& texts) {
    switch (call.kind) {
        case Kind::line: return hub.line(call.who, {texts[0], call.count}, call.now);
        case Kind::block: return hub.block(call.who, texts[0], call.now);
        case Kind::reject: return hub.reject(call.who, texts[0], call.now);
        case Kind::notice: return hub.notice(call.who, texts[0], call.now);
        case Kind::user_name: return hub.user_name(call.who, texts[0], call.now);
        case Kind::greet: return hub.greet(call.who, call.now);
        case Kind::set_interactive: return hub.set_interactive(call.who, call.on, call.now);
        case Kind::complete: return hub.complete(call.who, texts[0]);
        case Kind::ask_status: return hub.ask_status(call.who);
        case Kind::disconnect: return hub.disconnect(call.who, texts[0], call.now, arrived_of(call));
        case Kind::lost: return hub.lost(call.who, texts[0], call.now, arrived_of(call));
        case Kind::measured: return hub.measured(call.id, arrived_of(call));
        case Kind::release: return hub.release(call.who);
        default: return;
    }
}

}  // namespace confab::net
