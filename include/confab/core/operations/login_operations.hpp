// Accounts, and coming back. Passwords were checked or hashed before.
#pragma once

#include "confab/core/login/attachment.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/invite_codes.hpp"
#include "confab/core/login/operator_accounts.hpp"
#include "confab/core/login/resume.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"

namespace confab {

class LoginOperations {
  public:
    // All of them outlive it.
    LoginOperations(Authentication& authentication, Attachment& attachment, Resume& resume,
                    OperatorAccounts& operator_accounts, AccountDirectory& accounts,
                    InviteCodes& invite_codes, Certificates& certificates, const Roles& roles,
                    UserDirectory& users)
        : authentication_(authentication),
          attachment_(attachment),
          resume_(resume),
          operator_accounts_(operator_accounts),
          accounts_(accounts),
          invite_codes_(invite_codes),
          certificates_(certificates),
          roles_(roles),
          users_(users) {}

    void apply(const operation::CountGuess& what, User& user, Now now);
    void apply(const operation::JudgeGuess& what, User& user, Now now);
    void apply(const operation::Register& what, User& user, Now now);
    void apply(const operation::LogIn& what, User& user, Now now);
    void apply(const operation::ChangePassword& what, User& user, Now now);
    void apply(const operation::Unregister& what, User& user, Now now);
    Outcome apply(const operation::AddCertificate& what, User& user, Now now);
    Outcome apply(const operation::RemoveCertificate& what, User& user, Now now);
    void apply(const operation::Resume& what, User& user, Now now);
    void apply(const operation::Return& what, User& user, Now now);
    Refusal apply(const operation::AddAccount& what, Now now);
    Refusal apply(const operation::SetPassword& what, Now now);
    void apply(const operation::RemoveAccount& what, Now now);
    Refusal apply(const operation::RenameAccount& what, Now now);
    Outcome apply(const operation::MakeInviteCode& what, Now now);
    Outcome apply(const operation::RemoveInviteCode& what, Now now);

  private:
    Authentication& authentication_;
    Attachment& attachment_;
    Resume& resume_;
    OperatorAccounts& operator_accounts_;
    Actor actor(const operation::Author& author) const;

    AccountDirectory& accounts_;
    InviteCodes& invite_codes_;
    Certificates& certificates_;
    const Roles& roles_;
    UserDirectory& users_;
};

}  // namespace confab
