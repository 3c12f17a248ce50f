// The flood budget of one client, or its share of one person's: a token bucket that is asked before a line is
// taken, so that whoever is too fast is read more slowly instead of being refused.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "confab/base/time.hpp"

namespace confab {

struct FloodLimit {
    double rate = 5;           // lines a second; 0 = no limit
    std::uint32_t burst = 20;  // lines at once
};

class FloodBudget {
  public:
    static constexpr std::uint32_t max_debt = 5;  // bursts

    // Is there a token? What turns out to cost nothing, like an empty line, need not spend it.
    bool ready(const FloodLimit& limit, MonoTime now) {
        if (limit.rate <= 0) return true;
        refill(limit, now);
        return tokens_ >= 1;
    }
    void spend(const FloodLimit& limit) { spend(limit, 1); }
    // Whoever has asked for something large pays for it afterwards, but no more than max_debt.
    void spend(const FloodLimit& limit, std::size_t count) {
        if (limit.rate <= 0) return;
        const auto most = -static_cast<float>(max_debt * std::max(1U, limit.burst));
        tokens_ = std::max(tokens_ - static_cast<float>(count), std::min(tokens_ - 1, most));
    }

    // From now on so many clients share the limit: each has that part of the rate and of the burst.
    void share(const FloodLimit& limit, std::uint16_t clients) {
        clients_ = std::max<std::uint16_t>(1, clients);
        if (filled_at_ != MonoTime{}) tokens_ = std::min(tokens_, burst(limit));
    }

    // How long until ready(); at least a millisecond, so that nobody spins on it.
    Milliseconds wait(const FloodLimit& limit) const {
        if (limit.rate <= 0 || tokens_ >= 1) return Milliseconds{1};
        const double seconds = (1 - static_cast<double>(tokens_)) * clients_ / limit.rate;
        return Milliseconds{1 + static_cast<std::int64_t>(std::min(seconds, 3600.0) * 1000)};
    }

    // What it has, for snapshots, in thousandths of a token.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        auto thousandths = static_cast<std::int64_t>(self.tokens_ * 1000);
        archive(self.filled_at_, thousandths, self.clients_);
        if constexpr (!std::is_const_v<Self>) self.tokens_ = static_cast<float>(thousandths) / 1000;
    }

  private:
    float burst(const FloodLimit& limit) const {
        return std::max(1.0F, static_cast<float>(limit.burst) / static_cast<float>(clients_));
    }
    void refill(const FloodLimit& limit, MonoTime now) {
        const bool first = filled_at_ == MonoTime{};
        const double gained = static_cast<double>((now - filled_at_).count()) * limit.rate / 1000 / clients_;
        tokens_ = first ? burst(limit) : static_cast<float>(std::min<double>(burst(limit), tokens_ + gained));
        filled_at_ = now;
    }

    MonoTime filled_at_{};
    float tokens_ = 0;
    std::uint16_t clients_ = 1;  // that share the limit
};

}  // namespace confab
