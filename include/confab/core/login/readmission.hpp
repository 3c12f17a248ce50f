// After a crash: people whose connections outlived the server, as they were shortly before.
#pragma once

#include <string>
#include <vector>

#include "confab/core/login/departure.hpp"
#include "confab/core/login/naming.hpp"
#include "confab/core/login/person_record.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/users/resume_tokens.hpp"

namespace confab {

// A record is older than what the stores have. Accounts, sanctions and the rules of rooms are as the stores
// say: a record only tells which of them a person used.
class Readmission {
  public:
    // All of them outlive it.
    Readmission(EventSink& events, const ChatSettings& settings, const NameRules& names, UserDirectory& users,
                AccountDirectory& accounts, Ignores& ignores, SanctionRegister& sanctions,
                const SanctionCheck& check, RoomDirectory& rooms, const Access& access,
                Memberships& memberships, Views& views, Presence& presence, ResumeTokens& tokens,
                Naming& naming, Moderation& moderation, Replies& replies)
        : events_(events),
          settings_(settings),
          names_(names),
          users_(users),
          accounts_(accounts),
          ignores_(ignores),
          sanctions_(sanctions),
          check_(check),
          rooms_(rooms),
          access_(access),
          memberships_(memberships),
          views_(views),
          presence_(presence),
          tokens_(tokens),
          naming_(naming),
          moderation_(moderation),
          replies_(replies) {}

    // The user must have been let in.
    PersonRecord record_of(const User& user) const;
    // Takes a person back without a word to others, who saw nobody go. The person is told that the server has
    // crashed, and that what happened in the last `lost` may be missing. Or they are told why not, and hung
    // up.
    void readmit(const PersonRecord& record, Milliseconds lost, Now now);
    // Once all are back: the people that they ignored.
    void ignore_again(const PersonRecord& record);

  private:
    PersonRecord::Place place_of(const User& user, const Membership& membership) const;
    Account* account_of(const PersonRecord& record);
    Refusal refusal_of(const PersonRecord& record, const Account* account, Now now);
    void refuse(const PersonRecord& record, const Refusal& why, Now now);
    User& add(const PersonRecord& record, Account* account, Now now);
    void add_links(User& user, const PersonRecord& record);
    void enter_rooms(User& user, const PersonRecord& record, Now now);
    Room* enter(User& user, const PersonRecord::Place& place, Now now);
    void tell_edge(const User& user);
    void set_current(User& user, const PersonRecord& record, const std::vector<Room*>& rooms);

    EventSink& events_;
    const ChatSettings& settings_;
    const NameRules& names_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    Ignores& ignores_;
    SanctionRegister& sanctions_;
    const SanctionCheck& check_;
    RoomDirectory& rooms_;
    const Access& access_;
    Memberships& memberships_;
    Views& views_;
    Presence& presence_;
    ResumeTokens& tokens_;
    Naming& naming_;
    Moderation& moderation_;
    Replies& replies_;
};

}  // namespace confab
