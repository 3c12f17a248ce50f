#include "router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "confab/core/sanctions/sanction.hpp"
#include "confab/ops/log.hpp"

namespace confab::net {

namespace {

// An answer's first bytes are paid for by the token that the question costs, these and each further so many
// by one more.
constexpr std::size_t bytes_per_token = 8192;
constexpr std::size_t line_overhead = 64;  // names, time, and what it costs to make a line of it

void log_said(const Event& event, const std::string& line) {
    ops::log::write(spdlog::level::info, ops::log::Event::none, {{"room", event.room}, {"name", event.from}},
                    line);
}

// One log line for each line of the message, so that nobody can write lines of the log.
void log_message(const Event& event) {
    const bool is_said = event.type == EventType::message || event.type == EventType::edited;
    if (!is_said && event.type != EventType::emote) return;
    std::string_view rest = event.text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (event.type == EventType::message) {
            log_said(event, fmt::format("#{} {}: {}", event.room, event.from, line));
        } else if (event.type == EventType::edited) {
            log_said(event, fmt::format("#{} * {} corrects: {}", event.room, event.from, line));
        } else {
            log_said(event, fmt::format("#{} ** {} {}", event.room, event.from, line));
        }
    }
}

// What a log says of it, before the name.
std::string_view said(LoginEvent what) {
    switch (what) {
        case LoginEvent::registered: return "registered";
        case LoginEvent::logged_in: return "logged in as";
        case LoginEvent::wrong_password: return "gave a wrong password for";
        case LoginEvent::changed_password: return "changed the password of";
        case LoginEvent::unregistered: return "gave up";
        case LoginEvent::added_certificate: return "added a certificate to";
        case LoginEvent::removed_certificate: return "removed a certificate from";
    }
    return {};
}

ops::log::Event logged_as(LoginEvent what) {
    if (what == LoginEvent::logged_in) return ops::log::Event::logged_in;
    return what == LoginEvent::wrong_password ? ops::log::Event::wrong_password : ops::log::Event::none;
}

}  // namespace

Router::Router(std::vector<std::unique_ptr<Shard>>& shards, Notes notes)
    : shards_(shards), notes_(std::move(notes)) {
    for (std::size_t i = 1; i < shards.size(); ++i) {
        mailboxes_.push_back(
            std::make_unique<ShardMailbox>(*shards[i], shards.front()->context(), notes_.cleared));
    }
}

bool Router::congested() const {
    return std::any_of(mailboxes_.begin(), mailboxes_.end(),
                       [](const auto& box) { return box->congested(); });
}

bool Router::idle() const {
    return std::all_of(mailboxes_.begin(), mailboxes_.end(), [](const auto& box) { return box->idle(); });
}

void Router::tell(ClientId who, const Event& event) {
    if (who == asker_) told_ += line_overhead + event.text.size();
    deliver(Send{who, event});
}

void Router::answering(ClientId who) {
    asker_ = who;
    told_ = 0;
}

void Router::answered() {
    const ClientId who = std::exchange(asker_, {});
    if (const std::size_t tokens = told_ / bytes_per_token; tokens > 0) deliver(Charge{who, tokens});
}

void Router::tell_room(RoomId room, const Event& event, std::span<const ClientId> except) {
    if (event.type == EventType::message || event.type == EventType::emote) ++messages_;
    if (may_log_ && may_log_(room)) log_message(event);
    for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
        if (present(room, shard) > 0) deliver(shard, Publish{room, event, except});
    }
}

void Router::enter(ClientId who, RoomId room) {
    ++present(room, shard_of(who));
    deliver(Subscribe{who, room});
}

void Router::leave(ClientId who, RoomId room) {
    --present(room, shard_of(who));
    deliver(Unsubscribe{who, room});
}

void Router::change_view(ClientId who, View view) { deliver(ChangeView{who, view}); }

void Router::offer(ClientId who, std::string_view line) { deliver(Offer{who, line}); }

void Router::display_preferences(ClientId who, const DisplayPreferences& settings) {
    deliver(SetPreferences{who, &settings});
}

void Router::request_interactive(ClientId who, bool on) { deliver(RequestInteractive{who, on}); }

void Router::completions(ClientId who, std::string_view word, std::span<const std::string> candidates) {
    if (who == asker_) {
        for (const std::string& each : candidates) told_ += each.size();
    }
    deliver(Completions{who, word, candidates});
}

void Router::hold(ClientId who, bool on) { deliver(PauseInput{who, on}); }

void Router::share_sending(ClientId who, std::uint16_t connections) { notes_.shared(who, connections); }

void Router::ask_secret(ClientId who, std::string_view prompt) { deliver(AskSecret{who, prompt}); }

void Router::measure(ClientId who, Ticket ticket) { deliver(Measure{who, ticket}); }

void Router::guessed_wrong(ClientId who) {
    ++login_counts_.wrong_secret;
    notes_.offended(who, Offence::wrong_secret);
}

void Router::count(LoginEvent what) {
    if (what == LoginEvent::registered) ++login_counts_.registered;
    if (what == LoginEvent::logged_in) ++login_counts_.done;
    if (what == LoginEvent::wrong_password) ++login_counts_.wrong_password;
}

void Router::login(ClientId who, const Login& login) {
    count(login.what);
    if (login.what == LoginEvent::wrong_password) guessed_wrong(who);
    if (login.what == LoginEvent::logged_in) logins_.push_back(who);
    shards_.front()->log().login(who.serial, login.by, source_of(login.from).text(), login.from.text(),
                                 said(login.what), login.name, logged_as(login.what));
}

// A field each, quoted where it may hold spaces, for those who look for them.
void Router::audited(const AuditEntry& entry) {
    ops::log::write(spdlog::level::info, ops::log::Event::none,
                    {{"name", entry.by}, {"action", entry.action}, {"room", entry.room}},
                    fmt::format("audit by={:?} action={} target={:?} room={:?} detail={:?}", entry.by,
                                entry.action, entry.target, entry.room, entry.detail));
}

void Router::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    deliver(HangUp{who, name, reason});
}

std::uint32_t& Router::present(RoomId room, std::size_t shard) {
    const std::size_t place = room.slot * shards_.size() + shard;
    if (place >= present_.size()) present_.resize((room.slot + std::size_t{1}) * shards_.size());
    return present_[place];
}

}  // namespace confab::net
