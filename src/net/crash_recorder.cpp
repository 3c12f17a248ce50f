#include "crash_recorder.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/login/person_record_fields.hpp"
#include "confab/ops/log.hpp"
#include "program_record.hpp"

namespace confab::net {

using SteadyClock = std::chrono::steady_clock;

std::string CrashRecord::bytes(MonoTime now) const {
    snapshot::Writer out(now);
    out.section("program", {}, [&] { out(ProgramRecord{.dialects = dialects}, last_serial); });
    out.section("connections", {}, [&] { out(connections); });
    out.section("people", {}, [&] { out(people); });
    return out.finish();
}

std::optional<CrashRecord> CrashRecord::read(std::string_view bytes, const dialect::Table& dialects,
                                             MonoTime now) {
    CrashRecord record;
    ProgramRecord program;
    snapshot::Reader in(bytes, now);
    const std::uint32_t major = snapshot::Version{}.major;
    in.section("program", major, [&] { in(program, record.last_serial); });
    in.section("connections", major, [&] { in(record.connections); });
    in.section("people", major, [&] { in(record.people); });
    if (!in.ok() || !program.fits(dialects)) return std::nullopt;
    return record;
}

CrashRecorder::CrashRecorder(std::vector<std::unique_ptr<Shard>>& shards, KeptConnections& kept,
                             const dialect::Table& dialects, Asked asked)
    : shards_(shards),
      kept_(kept),
      dialects_(names_of(dialects)),
      asked_(std::move(asked)),
      timer_(shards.front()->context()),
      left_(shards.size()) {}

void CrashRecorder::start() { wait(interval); }

void CrashRecorder::stop() {
    stopped_ = true;
    timer_.cancel();
    kept_.forget();
}

void CrashRecorder::wait(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([this](error_code error) {
        if (!error && !stopped_) begin();
    });
}

void CrashRecorder::begin() {
    const auto began = SteadyClock::now();
    record_ = {.dialects = dialects_, .last_serial = asked_.last_serial()};
    covered_.clear();
    for (const ClientId id : kept_.all()) left_[id.slot % left_.size()].push_back(id);
    busy_ = SteadyClock::now() - began;
    next_slice();
}

// The shard tells what its connections are, and the hub who uses them: a moment later, so that either may
// know one that the other does not. What both know is used.
void CrashRecorder::next_slice() {
    if (stopped_) return;
    const auto rest_of =
        std::find_if(left_.begin(), left_.end(), [](const Ids& ids) { return !ids.empty(); });
    if (rest_of == left_.end()) return finish();
    Shard& shard = *shards_[static_cast<std::size_t>(rest_of - left_.begin())];
    const auto from = rest_of->end() - static_cast<std::ptrdiff_t>(std::min(slice, rest_of->size()));
    Ids ids(from, rest_of->end());
    rest_of->erase(from, rest_of->end());
    asio::post(shard.context(), [this, &shard, ids = std::move(ids)]() mutable {
        const auto began = SteadyClock::now();
        States states = shard.states_without_text(ids);
        const Duration took = SteadyClock::now() - began;
        asio::post(shards_.front()->context(),
                   [this, took, ids = std::move(ids), states = std::move(states)]() mutable {
                       take(ids, std::move(states), took);
                       next_slice();
                   });
    });
}

void CrashRecorder::take(const Ids& ids, States states, Duration took) {
    const auto began = SteadyClock::now();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const CarriedPlace place = asked_.place(ids[i]);
        if (states[i].empty() || place.cookie == 0) continue;
        record_.connections.push_back({place, std::move(states[i])});
        if (!covered_.contains(ids[i])) add_person(ids[i]);
    }
    busy_ += took + (SteadyClock::now() - began);
}

void CrashRecorder::add_person(ClientId id) {
    std::optional<PersonRecord> person = asked_.person(id);
    if (!person) return;
    std::erase_if(person->links, [this](const auto& link) { return kept_.cookie(link.id) == 0; });
    for (const PersonRecord::Link& link : person->links) covered_.insert(link.id);
    record_.people.push_back(std::move(*person));
}

// The bytes are made on the thread that writes them.
void CrashRecorder::finish() {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(busy_);
    const auto record = std::make_shared<const CrashRecord>(std::exchange(record_, {}));
    ops::log::debug("noted {} people on {} connections, which took {} us", record->people.size(),
                    record->connections.size(),
                    std::chrono::duration_cast<std::chrono::microseconds>(busy_).count());
    kept_.write([record, now = Shard::clock().mono] { return record->bytes(now); });
    wait(std::max(interval, took * rest));
}

}  // namespace confab::net
