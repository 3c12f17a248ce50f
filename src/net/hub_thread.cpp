#include "hub_thread.hpp"

#include <string>
#include <utility>

#include "confab/ops/log.hpp"

namespace confab::net {

namespace {

// May anybody read what is said there, now and later? The log of the server is read by more people than the
// room is, and keeps it for longer.
bool is_public(const Room& room) {
    return !room.rules || (!room.rules->unlisted && room.rules->key.empty() && room.rules->keeps_history);
}

}  // namespace

HubThread::HubThread(const ServerSettings& settings, std::vector<std::unique_ptr<Shard>>& shards,
                     Ports outside, StoredState stored, std::function<void()> all_gone)
    : shards_(shards),
      all_gone_(std::move(all_gone)),
      log_(outside.log),
      router_(shards, [this] { clear(); }),
      hub_(router_, interpreter_, settings.chat, outside),
      timer_(shards.front()->context()),
      log_timer_(shards.front()->context()) {
    hub_.load(std::move(stored));
    log_messages(settings.limits.log_messages);
    for (const std::string& line : warnings()) ops::log::warn("{}", line);
    shards_.front()->queued().relieve = [this](std::size_t i) {
        asio::post(shards_[i]->context(), [this, i] { shards_[i]->relieve(); });
    };
    shards_.front()->connect_to(*this);
    for (std::size_t i = 1; i < shards_.size(); ++i) {
        mailboxes_.push_back(std::make_unique<HubMailbox>(*shards_[i], shards_.front()->context(), *this));
        shards_[i]->connect_to(*mailboxes_.back());
    }
}

void HubThread::log_messages(bool on) {
    if (!on) return router_.log_messages(nullptr);
    router_.log_messages([this](RoomId id) {
        const Room* room = hub_.rooms().find(id);
        return room != nullptr && is_public(*room);
    });
}

ClientId HubThread::take_slot() {
    ++live_;
    if (free_slots_.empty()) return {next_slot_++, ++last_serial_};
    const std::uint32_t slot = free_slots_.back();
    free_slots_.pop_back();
    return {slot, ++last_serial_};
}

// Whoever comes to a telnet listener is greeted when it is known what its terminal can show.
void HubThread::admit(int fd, int family, const Peer& peer, bool telnet) {
    const ClientId id = take_slot();
    const bool logged = shards_.front()->log().admits(source_of(peer.address).text());
    router_.adopt(id, fd, family, telnet, logged);
    const Expected who{id, peer, logged};
    if (telnet) {
        expected_.emplace(id.slot, who);
    } else {
        connect(who, false, Shard::clock());
    }
}

void HubThread::connect(const Expected& who, bool terminal, Now now) {
    hub_.connect(who.id, now, {.interactive = terminal}, who.peer.address);
    const Client* client = hub_.registry().find(who.id);
    const std::string_view name = client == nullptr ? "-" : std::string_view(client->name.text);
    if (who.logged) shards_.front()->log().connected(who.id.serial, name, who.peer.text);
    arm();
}

void HubThread::connect_expected(ClientId id, bool terminal, Now now) {
    if (expected_.empty()) return;
    const auto node = expected_.extract(id.slot);
    if (node) connect(node.mapped(), terminal, now);
}

std::vector<std::string> HubThread::warnings() const {
    std::vector<std::string> lines;
    for (const std::string& name : hub_.operators_without_account()) {
        lines.push_back("operator \"" + name +
                        "\": nobody has registered that name, and whoever does becomes an operator of this "
                        "server; register it first, with confabctl account add " +
                        name);
    }
    return lines;
}

void HubThread::configure(const ServerSettings& settings) {
    hub_.configure(settings.chat);
    log_messages(settings.limits.log_messages);
    for (const std::string& line : warnings()) ops::log::warn("{}", line);
    for (const auto& shard : shards_) {
        asio::post(shard->context(), [&shard, limits = settings.limits] { shard->set_limits(limits); });
    }
}

void HubThread::stop() {
    stopping_ = true;
    for (const auto& shard : shards_) {
        asio::post(shard->context(), [&shard] { shard->stop(); });
    }
    hub_.stop(Shard::clock());
    for (const auto& [slot, expected] : std::exchange(expected_, {})) {
        router_.tell(expected.id, {.type = EventType::notice, .text = Hub::goodbye});
        router_.hang_up(expected.id, "-", "server stopping");
    }
    timer_.cancel();
    log_timer_.cancel();
    if (live_ == 0) all_gone_();
}

void HubThread::when_empty(std::function<void()> what) {
    empty_ = std::move(what);
    if (live_ == 0) std::exchange(empty_, nullptr)();
}

void HubThread::call(const std::function<void(Hub&, Now)>& what) {
    what(hub_, Shard::clock());
    arm();
}

void HubThread::line(ClientId who, TypedLine line, Now now) {
    connect_expected(who, false, now);
    hub_.line(who, line, now);
    if (is_command(line.text)) router_.handled(who);
    arm();
}

void HubThread::block(ClientId who, std::string_view text, Now now) {
    connect_expected(who, false, now);
    hub_.block(who, text, now);
    arm();
}

void HubThread::user_name(ClientId who, std::string_view name, Now now) {
    connect_expected(who, false, now);
    hub_.user_name(who, name, now);
    arm();
}

void HubThread::greet(ClientId who, Now now) { connect_expected(who, false, now); }

void HubThread::set_interactive(ClientId who, bool on, Now now) {
    connect_expected(who, on, now);
    hub_.set_interactive(who, on);
}

void HubThread::complete(ClientId who, std::string_view line) { hub_.complete(who, line, line.size()); }

void HubThread::ask_status(ClientId who) {
    if (const auto status = hub_.status(who)) router_.status(who, *status);
}

void HubThread::reject(ClientId who, std::string_view why, Now now) {
    connect_expected(who, false, now);
    hub_.reject(who, why, now);
}

void HubThread::notice(ClientId who, std::string_view text, Now now) {
    connect_expected(who, false, now);
    hub_.notice(who, text, now);
}

void HubThread::disconnect(ClientId who, std::string_view reason, Now now, Arrived arrived) {
    connect_expected(who, false, now);
    hub_.disconnect(who, reason, now, arrived);
    arm();
}

void HubThread::lost(ClientId who, std::string_view reason, Now now, Arrived arrived) {
    connect_expected(who, false, now);
    hub_.lost(who, reason, now, arrived);
    arm();
}

void HubThread::measured(Ticket ticket, Arrived arrived) {
    hub_.measured(ticket, arrived, Shard::clock());
    arm();
}

void HubThread::release(ClientId who) {
    free_slots_.push_back(who.slot);
    --live_;
    if (live_ > 0) return;
    if (stopping_) {
        all_gone_();
    } else if (empty_) {
        std::exchange(empty_, nullptr)();
    }
}

// What people say is not to outrun what keeps it: they are read from again when it has caught up.
void HubThread::wait_for_log() {
    constexpr auto look_again = std::chrono::milliseconds(1);
    log_behind_ = true;
    log_timer_.expires_after(look_again);
    log_timer_.async_wait([this](error_code) {
        if (log_->behind() && !stopping_) return wait_for_log();
        log_behind_ = false;
        clear();
    });
}

// Keeps the timer at what the hub next waits for.
void HubThread::arm() {
    if (log_ != nullptr && !log_behind_ && !stopping_ && log_->behind()) wait_for_log();
    const MonoTime next = hub_.deadline().value_or(MonoTime::max());
    if (next >= armed_ || stopping_) return;
    armed_ = next;
    timer_.expires_at(next);
    timer_.async_wait([this](error_code error) {
        if (error) return;
        armed_ = MonoTime::max();
        hub_.tick(Shard::clock());
        arm();
    });
}

// A shard that was behind has caught up: what had to wait for it goes on.
void HubThread::clear() {
    for (const auto& mailbox : mailboxes_) {
        if (!congested()) mailbox->take_deferred();
    }
    if (!congested()) shards_.front()->resume_reading();
}

}  // namespace confab::net
