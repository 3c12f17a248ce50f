// Telling one client, and labels.
#include "door.hpp"

#include <algorithm>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/base/time_text.hpp"

namespace confab::dialect::irc {

Session* Door::find(ClientId who) {
    const auto found = sessions_.find(who.slot);
    return found == sessions_.end() || found->second.id != who ? nullptr : &found->second;
}

bool Door::has(ClientId who) const {
    const auto found = sessions_.find(who.slot);
    return found != sessions_.end() && found->second.id == who;
}

Session& Door::session(ClientId who) {
    if (Session* known = find(who)) return *known;
    Session& made = sessions_[who.slot];
    made = Session();
    made.id = who;
    return made;
}

std::string Door::nick_of(const Session& session) const {
    const User* user = hub_->users().find(session.id);
    if (user != nullptr && !user->is_unnamed()) return user->name.text;
    return session.nick.empty() ? "*" : session.nick;
}

// --- A command and its answers

void Door::begin(ClientId who, std::string_view label) {
    acting_ = who;
    if (Session* session = find(who)) session->left.clear();
    label_ = label;
    subject_.clear();
}

void Door::end() {
    if (Session* session = find(acting_)) {
        show_unshown(*session);
        flush_label(*session);
    }
    acting_ = {};
    label_.clear();
    extra_.clear();
    lines_.clear();
}

// One answer has the label itself, several are in a batch that has it, and none is an ACK.
void Door::flush_label(Session& session) {
    if (label_.empty() || session.id != acting_) return;
    const std::string label = fmt::format("label={}", std::exchange(label_, {}));
    const std::vector<Line> lines = std::exchange(lines_, {});
    if (lines.empty()) return put(session, label, fmt::format(":{} ACK", server_.name));
    if (lines.size() == 1 || !session.caps.has(Cap::batch)) {
        const Line& first = lines.front();
        put(session, first.tags.empty() ? label : fmt::format("{};{}", label, first.tags), first.text);
        for (std::size_t i = 1; i < lines.size(); ++i) put(session, lines[i].tags, lines[i].text);
        return;
    }
    const bool is_batch = lines.front().text.find(" BATCH +") != std::string::npos &&
                          lines.back().text.find(" BATCH -") != std::string::npos;
    if (is_batch) {
        for (const Line& line : lines) {
            const bool first = &line == &lines.front();
            const std::string tags = line.tags.empty() ? label : fmt::format("{};{}", label, line.tags);
            put(session, first ? tags : line.tags, line.text);
        }
        return;
    }
    const std::string name = fmt::format("r{}", ++last_batch_);
    put(session, label, fmt::format(":{} BATCH +{} labeled-response", server_.name, name));
    for (const Line& line : lines) {
        const bool inner = line.tags.find("batch=") != std::string::npos;
        const std::string tags =
            inner ? line.tags : fmt::format("batch={}{}{}", name, line.tags.empty() ? "" : ";", line.tags);
        put(session, tags, line.text);
    }
    put(session, {}, fmt::format(":{} BATCH -{}", server_.name, name));
}

void Door::put(const Session& to, std::string_view tags, std::string_view line) {
    line_ = tags.empty() ? fmt::format("{}\r\n", line) : fmt::format("@{} {}\r\n", tags, line);
    edge_->tell(to.id, {.type = EventType::verbatim, .text = line_});
}

void Door::send(Session& to, std::string_view line, std::string_view tags) {
    std::string all(tags);
    if (to.caps.has(Cap::server_time) && all.find("time=") == std::string::npos) {
        const auto now = std::chrono::time_point_cast<WallTime::duration>(std::chrono::system_clock::now());
        all += fmt::format("{}time={}", all.empty() ? "" : ";", rfc3339(now));
    }
    if (!label_.empty() && to.id == acting_) {
        lines_.push_back({std::move(all), std::string(line)});
    } else {
        put(to, all, line);
    }
}

void Door::send_unlabelled(Session& to, std::string_view line, std::string_view tags) {
    const std::string label = std::exchange(label_, {});
    send(to, line, tags);
    label_ = label;
}

void Door::reply(Session& to, std::string_view numeric, std::string_view rest) {
    send(to, fmt::format(":{} {} {} {}", server_.name, numeric, nick_of(to), rest));
}

void Door::send_from(Session& to, const User& from, std::string_view rest, std::string_view tags) {
    std::string all(tags);
    if (to.caps.has(Cap::account_tag) && from.account != nullptr) {
        all += fmt::format("{}account={}", all.empty() ? "" : ";", from.account->name.text);
    }
    send(to, fmt::format(":{} {}", full_name(from.name.text), rest), all);
}

void Door::fail(Session& to, std::string_view command, std::string_view code, std::string_view rest) {
    send(to, fmt::format(":{} FAIL {} {} {}", server_.name, command, code, rest));
}

void Door::send_event(Session& to, const Event& event) {
    std::string bytes;
    encoder_.encode(bytes, event, to.caps);
    capture(to, bytes);
}

void Door::send_batch(Session& to, std::string_view type, const std::vector<Event>& events) {
    const std::string name = fmt::format("h{}", ++last_batch_);
    const bool batches = to.caps.has(Cap::batch);
    if (batches) send(to, fmt::format(":{} BATCH +{} {}", server_.name, name, type));
    for (const Event& event : events) {
        std::string bytes;
        encoder_.encode(bytes, event, to.caps);
        // A message of several lines is a batch in this one.
        const std::string tag = batches ? fmt::format("batch={}", name) : "";
        const std::string_view all = bytes;
        std::string tagged;
        for (std::size_t at = 0; at < all.size();) {
            const std::string_view line = all.substr(at, all.find("\r\n", at) + 2 - at);
            at += line.size();
            if (tag.empty() || line.find("batch=") != std::string_view::npos) {
                tagged += line;
            } else if (line.starts_with('@')) {
                tagged += fmt::format("@{};{}", tag, line.substr(1));
            } else {
                tagged += fmt::format("@{} {}", tag, line);
            }
        }
        capture(to, tagged);
    }
    if (batches) send(to, fmt::format(":{} BATCH -{}", server_.name, name));
}

std::string Door::marker(const User& user, std::string_view target) const {
    const auto own = markers_.find(user.name.key);
    if (own == markers_.end()) return {};
    const auto found = own->second.find(hub_->names().fold(target));
    return found == own->second.end() ? std::string() : found->second;
}

void Door::set_marker(const User& user, std::string_view target, std::string_view time) {
    constexpr std::size_t max_people = 10'000;
    constexpr std::size_t max_targets = 200;
    if (markers_.size() >= max_people && !markers_.contains(user.name.key)) markers_.erase(markers_.begin());
    auto& own = markers_[user.name.key];
    const std::string key = hub_->names().fold(target);
    if (own.size() >= max_targets && !own.contains(key)) own.erase(own.begin());
    own[key] = time;
}

void Door::markers_renamed(const Event& event) {
    const std::string key = hub_->names().key_of(event.from);
    Markers::node_type own = markers_.extract(key);
    if (own.empty() && !lost_markers_.empty() && lost_markers_.key() == key) own = std::move(lost_markers_);
    if (own.empty()) return;
    own.key() = hub_->names().key_of(event.to);
    markers_.insert(std::move(own));
}

void Door::tell_marker(Session& to, const User& user, std::string_view target) {
    const std::string at = marker(user, target);
    send(to, fmt::format(":{} MARKREAD {} {}{}", server_.name, target, at.empty() ? "*" : "timestamp=", at));
}

// Whole lines, each with its tags.
void Door::capture(Session& to, std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find("\r\n"), bytes.size());
        std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 2, bytes.size()));
        std::string_view tags;
        if (line.starts_with('@')) {
            tags = line.substr(1, line.find(' ') - 1);
            line.remove_prefix(tags.size() + 2);
        }
        if (!label_.empty() && to.id == acting_) {
            lines_.push_back({std::string(tags), std::string(line)});
        } else {
            put(to, tags, line);
        }
    }
}

// --- From one program to the next

namespace {

template <class Archive, class One>
void fields_of(Archive& archive, One& one, std::uint32_t& caps) {
    archive(one.id, caps, one.negotiates, one.knows_302, one.is_welcome, one.is_bot, one.is_operator,
            one.is_invisible, one.nick, one.user, one.real_name, one.away, one.mechanism, one.response,
            one.pass_name, one.watched, one.unshown, one.shown, one.block.name, one.block.target,
            one.block.label, one.block.tags, one.block.text, one.block.joins, one.block.lines,
            one.block.is_notice, one.proves_for_sasl, one.proves_for_oper, one.proves_for_pass, one.registers,
            one.reads);
}

}  // namespace

void Door::save(snapshot::Writer& out) const {
    out(sessions_.size());
    std::vector<std::uint32_t> slots;
    for (const auto& [slot, session] : sessions_) slots.push_back(slot);
    std::sort(slots.begin(), slots.end());
    for (const std::uint32_t slot : slots) {
        std::uint32_t caps = sessions_.at(slot).caps.bits();
        fields_of(out, sessions_.at(slot), caps);
    }
    out(markers_);
}

void Door::load(snapshot::Reader& in) {
    std::size_t count = 0;
    in(count);
    in.expect(count <= in.left());
    for (; in.ok() && count > 0; --count) {
        Session session;
        std::uint32_t caps = 0;
        fields_of(in, session, caps);
        session.caps = Caps::of(caps);
        sessions_[session.id.slot] = std::move(session);
    }
    in(markers_);
}

}  // namespace confab::dialect::irc
