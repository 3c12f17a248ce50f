// Writes down the people that are here, again and again, for the next run if this one crashes. On the hub's
// thread, in slices: nobody waits for it.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "carried_place.hpp"
#include "confab/core/login/person_record.hpp"
#include "kept_connections.hpp"
#include "shard.hpp"

namespace confab::net {

// One connection that systemd keeps.
struct KeptRecord {
    CarriedPlace place{};
    std::string state{};  // Connection::save_without_text

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.place, self.state);
    }
};

// All of the file.
struct CrashRecord {
    std::vector<std::string> dialects{};
    std::uint32_t last_serial = 0;
    std::vector<KeptRecord> connections{};
    std::vector<PersonRecord> people{};

    std::string bytes(MonoTime now) const;
    // Nothing if they make no sense, or come from a program that numbers its dialects in another way.
    static std::optional<CrashRecord> read(std::string_view bytes, const dialect::Table& dialects,
                                           MonoTime now);
};

class CrashRecorder {
  public:
    // What the hub's thread knows.
    struct Asked {
        std::function<std::optional<PersonRecord>(ClientId)> person;
        std::function<CarriedPlace(ClientId)> place;
        std::function<std::uint32_t()> last_serial;
    };

    static constexpr std::chrono::milliseconds interval{1000};  // between two records, at least
    static constexpr int rest = 50;                             // times as long as the last one took
    static constexpr std::size_t slice = 100;                   // connections a turn

    // All of them outlive it.
    CrashRecorder(std::vector<std::unique_ptr<Shard>>& shards, KeptConnections& kept,
                  const dialect::Table& dialects, Asked asked);

    void start();
    void stop();

  private:
    using Ids = std::vector<ClientId>;
    using States = std::vector<std::string>;
    using Duration = std::chrono::steady_clock::duration;

    void begin();
    void next_slice();
    void take(const Ids& ids, States states, Duration took);
    void add_person(ClientId id);
    void finish();
    void wait(std::chrono::milliseconds time);

    std::vector<std::unique_ptr<Shard>>& shards_;
    KeptConnections& kept_;
    const std::vector<std::string> dialects_;
    const Asked asked_;
    asio::steady_timer timer_;
    bool stopped_ = false;
    CrashRecord record_;
    std::vector<Ids> left_;       // by shard
    std::set<ClientId> covered_;  // by the people that were written down
    Duration busy_{};             // of the hub and of shards
};

}  // namespace confab::net
