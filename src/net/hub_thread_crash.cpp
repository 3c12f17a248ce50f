// What the hub's thread does so that connections outlive a crash, and with those that did.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string_view>
#include <system_error>
#include <utility>

#include "confab/ops/log.hpp"
#include "hub_thread.hpp"

namespace confab::net {

namespace {

// In no dialect: nobody knows which one it speaks.
constexpr std::string_view unknown_connection =
    "! the server crashed, and does not know you any more: connect again\r\n";

void tell_and_end(int fd) {
    ::send(fd, unknown_connection.data(), unknown_connection.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(fd, SHUT_RDWR);  // systemd drops its copy then
    ::close(fd);
}

// By what the kernel calls them. One that is there twice is closed once.
std::map<std::uint64_t, int> by_cookie(const std::vector<int>& connections) {
    std::map<std::uint64_t, int> open;
    for (const int fd : connections) {
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
        if (!open.emplace(cookie_of(fd), fd).second) ::close(fd);
    }
    return open;
}

}  // namespace

void HubThread::keep_connections(const ServerSettings& settings) {
    if (settings.keep.most == 0) return;
    try {
        kept_ = std::make_unique<KeptConnections>(settings.keep);
    } catch (const std::system_error& error) {
        return ops::log::warn("{}; connections will not outlive a crash", error.what());
    }
    for (const auto& shard : shards_) shard->set_marks(&kept_->marks());
    recorder_ = std::make_unique<CrashRecorder>(
        shards_, *kept_, dialects_,
        CrashRecorder::Asked{.person = [this](ClientId id) { return hub_.record_of(id); },
                             .place = [this](ClientId id) { return place_of(id); },
                             .last_serial = [this] { return last_serial_; }});
}

void HubThread::record_people() {
    if (recorder_ && !stopping_) recorder_->start();
}

void HubThread::go_on_after_crash(const ops::CrashState& before) {
    std::map<std::uint64_t, int> open = by_cookie(before.connections);
    const std::size_t all = open.size();
    std::size_t kept = 0;
    if (!before.people.empty()) {
        auto record = CrashRecord::read(before.people, dialects_, Shard::clock().mono);
        if (record) {
            kept = readmit(std::move(*record), before, open);
        } else {
            ops::put_aside_crash_state(crash_directory_, "it is damaged, or of another version");
        }
    }
    for (const auto& [cookie, fd] : open) tell_and_end(fd);
    ops::log::warn(
        "the server has crashed; it goes on with {} of {} connections that were kept, as they were {} ms ago",
        kept, all, before.age.count());
}

// Takes from `open` what goes on.
std::size_t HubThread::readmit(CrashRecord record, const ops::CrashState& before,
                               std::map<std::uint64_t, int>& open) {
    const Now now = Shard::clock();
    std::map<ClientId, bool> is_somebodys;  // and whether it is open
    for (const PersonRecord& person : record.people) {
        for (const PersonRecord::Link& link : person.links) is_somebodys.emplace(link.id, false);
    }
    for (const KeptRecord& each : record.connections) {
        const ClientId id = each.place.id;
        const auto fd = open.find(each.place.cookie);
        const auto known = is_somebodys.find(id);
        const bool free = id.slot < max_slots && (id.slot >= used_.size() || !used_[id.slot]);
        if (fd == open.end() || known == is_somebodys.end() || !free) continue;
        Connection* connection =
            shard_of(id).go_on_after_crash(each.state, fd->second, InputMarks::find(before.marks, id));
        if (connection == nullptr) continue;
        take_place(each.place, *connection, now.mono);
        known->second = true;
        open.erase(fd);
    }
    last_serial_ = record.last_serial;
    free_unused_slots();
    for (PersonRecord& person : record.people) {
        std::erase_if(person.links, [&](const auto& link) { return !is_somebodys.at(link.id); });
    }
    std::erase_if(record.people, [](const PersonRecord& person) { return person.links.empty(); });
    constexpr std::chrono::seconds rounded_up{1};
    const auto lost = std::chrono::duration_cast<std::chrono::seconds>(before.age) + rounded_up;
    hub_.readmit(std::move(record.people), lost, now);
    end_strangers(now);
    arm();
    return live_;
}

}  // namespace confab::net
