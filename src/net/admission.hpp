// Decides about each connection before it costs anything.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/network_set.hpp"
#include "confab/base/source_table.hpp"
#include "confab/core/reply.hpp"
#include "confab/net/settings.hpp"

namespace confab::net {

// On the hub's thread, as the listeners are.
class Admission {
  public:
    static constexpr std::size_t max_operator_sources = 64;
    static constexpr std::chrono::hours operator_known{7 * 24};  // since an operator logged in from there

    void configure(const ServerSettings& settings);

    // Why a connection from there is refused before anything is read of it; none if it is not.
    Reply check_source(const Address& from, MonoTime now);
    // Why there is no place for a client from there among so many; none if there is.
    Reply check_place(const Address& from, std::size_t clients, MonoTime now);
    // A peer that is no proxy of its listener.
    Reply refuse_stranger() { return refused({Code::proxy_expected}); }
    // The same for the log.
    static std::string_view reason(const Reply& refusal);
    // How many were refused, by a word for why.
    std::vector<std::pair<std::string_view, std::uint64_t>> refusals() const;
    void count_banned() { ++banned_; }  // the chat refused it
    std::size_t max_clients() const { return max_clients_; }

    // A connection, from its coming to its end.
    SourceTable::Entry* opened(const Address& from, MonoTime now) { return sources_.add(from, now); }
    void closed(SourceTable::Entry* source, Offence offence, MonoTime now);
    void penalise(SourceTable::Entry* source, Offence offence, MonoTime now);
    // An operator of the server has logged in from there: a place is kept for that source.
    void note_operator(const Address& from, MonoTime now);

    // Tells sources apart that share what they may send and have unsent; 0 for one that is exempt, and for
    // null.
    std::uint32_t number_of(const SourceTable::Entry* source) const;
    const SourceTable& sources() const { return sources_; }
    SourceTable& sources() { return sources_; }

  private:
    struct OperatorSource {
        Network source;
        MonoTime seen;
    };

    enum class Why : std::uint8_t {
        denied,
        no_proxy,
        source_full,
        source_too_fast,
        source_kept_out,
        server_full
    };
    static Why why(const Reply& refusal);
    Reply refused(Reply refusal);
    bool has_reserved_place(const Address& from, MonoTime now);

    SourceTable sources_;
    NetworkSet exempt_;
    NetworkSet denied_;
    std::size_t max_clients_ = 0;
    std::size_t reserved_ = 0;  // of these
    std::uint32_t max_per_source_ = 0;
    std::array<std::uint64_t, 6> refused_{};  // by Why
    std::uint64_t banned_ = 0;
    std::list<OperatorSource> operators_;  // the latest in front
};

}  // namespace confab::net
