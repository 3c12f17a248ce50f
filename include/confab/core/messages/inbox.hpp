// Private messages for people who are not there: the only ones that are ever kept, and only until they are
// told.
//
// The text of a private message is in no operation (decision 18), so this is called directly, as saying it to
// somebody who is there is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Inbox {
  public:
    static constexpr std::size_t max_in_all = 10'000;  // in the whole server

    // All of them outlive it.
    Inbox(const ChatSettings& settings, UserDirectory& users, AccountDirectory& accounts, StateStore& state,
          const Access& access, Replies& replies)
        : settings_(settings),
          users_(users),
          accounts_(accounts),
          state_(state),
          access_(access),
          replies_(replies) {}

    // At the start.
    void load(std::vector<AwayMessage> messages);

    // Keeps it until `to` logs in, and tells the sender so.
    [[nodiscard]] Refusal keep(const User& from, const Account& to, std::string_view text, Now now);
    // The user has come back to their account: they are told what waits, and so is whoever wrote it.
    void deliver(const User& user, Now now);
    // What waits because the user wrote it: for whom, and since when.
    void list(const User& user, Now now);

    // What it wrote and what it was written is gone.
    void account_gone(AccountId account);
    void forget_old(Now now);

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    using Messages = std::map<std::uint64_t, AwayMessage>;  // by id

    Refusal can_keep(const User& from, const Account& to, Now now) const;
    std::size_t count(AccountId AwayMessage::*side, AccountId account) const;
    static bool is_ignored(const User& from, const Account& to);
    void add(AwayMessage message);
    Messages::iterator erase(Messages::iterator message);
    void show(const User& user, const std::vector<AwayMessage>& messages, Now now);
    void acknowledge(const AwayMessage& message, AccountId by, Now now);
    std::string_view name_of(AccountId account);

    const ChatSettings& settings_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    StateStore& state_;
    const Access& access_;
    Replies& replies_;
    Messages messages_;
    std::uint64_t last_id_ = 0;
};

}  // namespace confab
