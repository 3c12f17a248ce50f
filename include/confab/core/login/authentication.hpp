// Registering a name and proving that it is one's own.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/backoff.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/login/account_saves.hpp"
#include "confab/core/login/arrival.hpp"
#include "confab/core/login/attachment.hpp"
#include "confab/core/login/certificates.hpp"
#include "confab/core/login/departure.hpp"
#include "confab/core/login/invite_codes.hpp"
#include "confab/core/login/naming.hpp"
#include "confab/core/login/resume.hpp"
#include "confab/core/login/secret_input.hpp"
#include "confab/core/messages/inbox.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/ports/passwords.hpp"
#include "confab/core/sanctions/sanction_followers.hpp"
#include "confab/core/users/guesses.hpp"

namespace confab {

// Every call that takes a user may end in an answer from outside, or in another user's end; none ends
// `user` itself, unless they give their account up where there are no guests.
class Authentication {
  public:
    // All of them outlive it.
    Authentication(EventSink& events, const ChatSettings& settings, const NameRules& names,
                   UserDirectory& users, AccountDirectory& accounts, StateStore& state, Passwords& passwords,
                   SanctionRegister& sanctions, SanctionFollowers& followers, const Access& access,
                   Ownership& ownership, Views& views, Naming& naming, AccountSaves& saves,
                   Departure& departure, Resume& resume, Attachment& attachment, Arrival& arrival,
                   InviteCodes& invite_codes, Certificates& certificates, Inbox& inbox, SecretInput& secrets,
                   PendingRequests& pending, OperationLog& operations, Replies& replies)
        : events_(events),
          settings_(settings),
          names_(names),
          users_(users),
          accounts_(accounts),
          state_(state),
          passwords_(passwords),
          sanctions_(sanctions),
          followers_(followers),
          access_(access),
          ownership_(ownership),
          views_(views),
          naming_(naming),
          saves_(saves),
          departure_(departure),
          resume_(resume),
          attachment_(attachment),
          arrival_(arrival),
          invite_codes_(invite_codes),
          certificates_(certificates),
          inbox_(inbox),
          secrets_(secrets),
          pending_(pending),
          operations_(operations),
          replies_(replies) {}

    // --- What the commands do. A password that is empty is asked for.
    // `name`: of a user without one; else empty. At the end of the password there may be a code, if
    // one is needed.
    void register_account(User& user, std::string_view name, std::string_view password, Now now);
    void log_in(User& user, std::string_view name, std::string_view password, Now now);
    // They have just arrived, and the certificate of the connection is an account's. Else nothing happens.
    void log_in_by_certificate(User& user, Now now);
    // Is that the password of the account? A user that is nameless yet comes in as it later: see Prove. The
    // answer is password_right, or why not.
    void prove(User& user, std::string_view name, std::string_view password, Now now);
    void change_password(User& user, std::string_view old, std::string_view password, Now now);
    void unregister(User& user, std::string_view password, Now now);
    // `name_key`: of the name that the password is for.
    Refusal can_be_password(std::string_view password, std::string_view name_key) const;
    // The same, by an operator.
    Refusal can_be_given(std::string_view password) const;

    // --- What operations do. The user is told what came of it, but for a refusal that is given back.
    // Nothing, and the user is called that from now on: logged out, if its account has another name. Or why
    // not.
    Refusal take_name(User& user, Name wanted, Now now);
    void count_guess(const User& user, const std::string& name_key, Now now);
    void judge_guess(const User& user, const operation::JudgeGuess& guess, Now now);
    void registered(User& user, const operation::Register& what, Now now);
    void come_in(User& user, const operation::LogIn& what, Now now);
    void changed(User& user, std::string hash, Now now);
    void unregistered(User& user, Now now);
    // The user that has logged in as this is a guest from now on.
    void remove_by_operator(Account& account, Now now);
    // The password is another one now: guesses at the old one count no more.
    void password_changed(const Account& account) { guesses_.changed(account.name.key); }
    // The account that had that name has another one now.
    void renamed(const std::string& name_key) { guesses_.changed(name_key); }

    // --- The answers
    // `user` is asked for a secret: `text` is the answer, or there is none and nothing changes.
    void answer(User& user, std::string_view text, Now now);
    void call_off(User& user);
    // A password that was typed once is in no snapshot: after one the user is asked for it a first time
    // again.
    void ask_anew(User& user);
    void answered(User& user, const CheckPassword& request, const Answer& answer, Now now);
    void answered(User& user, const MakePassword& request, Answer answer, Now now);
    // A ghost of the account was measured.
    void measured(const User& user, AccountId account, const Ghost& found, Now now);

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    static constexpr std::size_t max_shown_name = 64;  // bytes, in the log

    // authentication_registering.cpp
    Refusal can_register(const User& user, const Name& name, Now now) const;
    Refusal can_register_as(const User& user, const Name& name, Now now) const;
    Refusal can_apply(const User& user, const Application& application, Name& name, Now now) const;
    bool needs_code() const { return settings_.registration == Registration::invite; }
    void apply_with(User& user, std::string_view password, Application application, Now now);
    void typed_code(User& user, const InviteCodeAsked& prompt, std::string_view typed, Now now);
    void register_with(User& user, const std::string& password, const Application& application, Now now);
    std::string name_for(const User& user, const Application& application) const;
    std::string key_for(const User& user, const Application& application) const;

    void welcome(User& user, const Account& account, Now now);
    void log_out(User& user, Now now);
    void remove(Account& account, Now now);
    void attach(User& user, User& holder, const Ghost& found, Now now);
    void log_in_as(User& user, Account& account, Now now);
    Refusal can_make(const Name& name) const;
    void refuse_login(User& user, const Refusal& why, Now now);
    Account& make_account(const Name& name, Now now);
    void become_guest(User& user, Now now);
    void change_to(User& user, const std::string& password, Now now);
    void unregister_with(User& user, const std::string& password, Now now);

    // authentication_password.cpp
    void typed(User& user, const Prompt& prompt, std::string_view text, Now now);
    std::string secret_of(std::string_view typed) const;
    bool may_give_password(User& user, Now now);
    void ask_new(User& user, PasswordUse use, const Application& application = {});
    void ask_new(User& user, NewPassword prompt);
    void typed_new(User& user, const NewPassword& prompt, std::string password, Now now);
    void typed_again(User& user, const NewPasswordAgain& prompt, const std::string& second, Now now);
    bool accepts(const User& user, std::string_view name_key, std::string_view password, Now now);
    void check(User& user, std::string_view name, const std::string& password,
               std::variant<LogIn, ChangePassword, Unregister, ProveName> purpose, Now now);
    bool ask_or_check(Ticket ticket, std::string_view name, const std::string& key,
                      const std::string& password, const std::string& guesser);
    void checked(User& user, const CheckPassword& request, bool good, Now now);
    void come_for_the_first_time(User& user, std::string_view typed, Now now);
    void make(User& user, const std::string& password, MakePassword request, Now now);
    void tell_edge(const User& user, LoginEvent what, std::string_view name);

    EventSink& events_;
    const ChatSettings& settings_;
    const NameRules& names_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    StateStore& state_;
    Passwords& passwords_;
    SanctionRegister& sanctions_;
    SanctionFollowers& followers_;
    const Access& access_;
    Ownership& ownership_;
    Views& views_;
    Naming& naming_;
    AccountSaves& saves_;
    Departure& departure_;
    Resume& resume_;
    Attachment& attachment_;
    Arrival& arrival_;
    InviteCodes& invite_codes_;
    Certificates& certificates_;
    Inbox& inbox_;
    SecretInput& secrets_;
    PendingRequests& pending_;
    OperationLog& operations_;
    Replies& replies_;
    Guesses guesses_{settings_};
    Backoff registrations_{{20, Milliseconds{60'000}, Milliseconds{3'600'000}}};  // by source
};

}  // namespace confab
