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

Coming coming_of(dialect::Arrival arrival) {
    if (arrival.opening != dialect::Opening::nameless) return {};
    return {arrival.joins_nothing ? Home::nowhere : Home::lobby, true};
}

}  // namespace

HubThread::HubThread(const ServerSettings& settings, std::vector<std::unique_ptr<Shard>>& shards,
                     Ports outside, StoredState stored, std::function<void()> all_gone,
                     snapshot::Reader* before)
    : shards_(shards),
      all_gone_(std::move(all_gone)),
      log_(outside.log),
      router_(shards,
              {.cleared = [this] { clear(); },
               .offended = [this](ClientId who, Offence offence) { note_offence(who, offence); },
               .shared = [this](ClientId who, std::uint16_t number) { shares_.share_person(who, number); }}),
      shares_([this](ClientId who, std::uint16_t number) {
          router_.deliver(ShareSending{who, number});
      }),
      interpreters_(settings.dialects),
      hub_(interpreters_.in_front_of(router_), interpreters_, settings.chat, outside),
      dialects_(settings.dialects),
      crash_directory_(settings.keep.directory),
      timer_(shards.front()->context()),
      log_timer_(shards.front()->context()) {
    admission_.configure(settings);
    interpreters_.attach(hub_);
    before == nullptr ? hub_.load(std::move(stored)) : restore(*before);
    keep_connections(settings);
    log_messages(settings.limits.log_messages);
    for (const std::string& line : warnings()) ops::log::warn("{}", line);
    shards_.front()->totals().relieve = [this](std::size_t i) {
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

ClientId HubThread::take_slot(SourceTable::Entry* source, std::uint16_t listener) {
    ++live_;
    if (free_slots_.empty()) {
        free_slots_.push_back(next_slot_++);
        sources_.push_back(nullptr);
        listener_of_.push_back(0);
    }
    const std::uint32_t slot = free_slots_.back();
    free_slots_.pop_back();
    sources_[slot] = source;
    listener_of_[slot] = listener;
    listeners_.opened(listener);
    return {slot, ++last_serial_};
}

void HubThread::free_slot(const Release& message) {
    shares_.closed(message.who);
    const std::uint32_t slot = message.who.slot;
    encrypted_.erase(slot);
    if (kept_) kept_->closed(message.who);
    SourceTable::Entry* source = std::exchange(sources_[slot], nullptr);
    if (source != nullptr) admission_.closed(source, message.offence, Shard::clock().mono);
    listeners_.closed(listener_of_[slot]);
    free_slots_.push_back(slot);
    --live_;
}

// Its connection is still open: the hub has just handled what it sent.
void HubThread::note_offence(ClientId who, Offence offence) {
    SourceTable::Entry* source = who.slot < sources_.size() ? sources_[who.slot] : nullptr;
    if (source != nullptr) admission_.penalise(source, offence, Shard::clock().mono);
}

void HubThread::note_operators() {
    for (const ClientId who : router_.take_logins()) {
        const User* user = hub_.users().find(who);
        if (user == nullptr || !hub_.server_roles().is_operator(*user)) continue;
        admission_.note_operator(user->connection.address, Shard::clock().mono);
    }
}

void HubThread::open(Newcomer newcomer, dialect::Arrival arrival) {
    const ClientId id = take_slot(newcomer.source.release(), newcomer.listener);
    const Peer& peer = newcomer.peer;
    const bool logged = shards_.front()->log().admits(source_of(peer.address).text());
    const PendingHandshake who{id, peer, arrival.view(), logged, coming_of(arrival)};
    const bool negotiated = arrival.opening == dialect::Opening::negotiated;
    if (negotiated) handshakes_.emplace(id.slot, who);  // first, because the shard may end it at once
    const std::uint32_t source = admission_.number_of(sources_[id.slot]);
    if (newcomer.tls) encrypted_.emplace(id.slot, Encrypted{id});
    if (kept_ && !newcomer.tls) kept_->opened(id, newcomer.fd);
    router_.deliver(Adopt{id, newcomer.fd, newcomer.family, arrival, logged, newcomer.tls.release(), source});
    shares_.opened(id, source);
    if (!negotiated) connect(who, false, Shard::clock());
}

void HubThread::connect(const PendingHandshake& who, bool interactive, Now now) {
    View view = who.view;
    view.interactive = interactive;
    hub_.connect(who.id, now, view, who.peer.address, who.peer.encrypted, who.peer.certificate, who.coming);
    const User* client = hub_.users().find(who.id);
    if (client == nullptr) admission_.count_banned();
    const std::string_view name = client == nullptr ? std::string_view() : client->name.text;
    const std::string from = who.peer.text + (who.peer.encrypted ? " (tls)" : "");
    if (who.logged) shards_.front()->log().connected(who.id.serial, name, from);
    arm();
}

void HubThread::finish_handshake(ClientId id, bool interactive, Now now) {
    if (handshakes_.empty()) return;
    const auto node = handshakes_.extract(id.slot);
    if (node) connect(node.mapped(), interactive, now);
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
    admission_.configure(settings);
    log_messages(settings.limits.log_messages);
    for (const std::string& line : warnings()) ops::log::warn("{}", line);
    for (const auto& shard : shards_) {
        asio::post(shard->context(), [&shard, limits = settings.limits] { shard->set_limits(limits); });
    }
}

void HubThread::stop() {
    stopping_ = true;
    if (recorder_) recorder_->stop();
    for (const auto& shard : shards_) {
        asio::post(shard->context(), [&shard] { shard->stop(); });
    }
    hub_.stop(Shard::clock());
    const std::string goodbye = hub_.goodbye();
    for (const auto& [slot, handshake] : std::exchange(handshakes_, {})) {
        router_.tell(handshake.id, {.type = EventType::notice, .text = goodbye});
        router_.hang_up(handshake.id, {}, "server stopping");
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
    note_operators();
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
