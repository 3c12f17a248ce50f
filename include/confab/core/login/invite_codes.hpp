// Codes that let somebody register a name where not everybody may. Each is good once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/sanctions/audit.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"

namespace confab {

class InviteCodes {
  public:
    static constexpr std::size_t max_codes = 10'000;  // in the whole server

    // All of them outlive it.
    InviteCodes(const ChatSettings& settings, AccountDirectory& accounts, StateStore& state, Audit& audit)
        : settings_(settings), accounts_(accounts), state_(state), audit_(audit) {}

    // At the start.
    void load(std::vector<InviteCode> codes);

    // The maker is the actor's user, or a tool if there is none. `number` is one that nobody can guess.
    Outcome make(const Actor& actor, std::uint64_t number, Now now);
    // Server operators and tools may remove any of them, the others their own.
    Outcome remove(const Actor& actor, std::string_view code, Now now);

    // `code`: as it is stored.
    bool is_good(std::string_view code, Now now) const;
    void use(std::string_view code);
    // Those of an account that is removed are good for nothing.
    void maker_gone(AccountId maker);

    // Those that hold, in the order of their ends. `maker`: 0 gives all.
    std::vector<InviteCode> list(AccountId maker, Now now) const;
    // Empty: a tool, or an account that is gone.
    std::string maker_of(const InviteCode& code) const;

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    using Codes = std::map<std::string, InviteCode>;

    Refusal can_make(const Actor& actor) const;
    Codes::iterator erase(Codes::iterator code);
    void forget_old(Now now);

    const ChatSettings& settings_;
    AccountDirectory& accounts_;
    StateStore& state_;
    Audit& audit_;
    Codes codes_;  // by what is stored
};

// What was typed as a code, as codes are stored; empty if it is none.
std::string typed_invite_code(std::string_view typed);

}  // namespace confab
