// account add passwd list remove rename: names that are registered, and their passwords
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "command.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab::admin {

namespace {

Json describe(Hub& hub, const Account& account) {
    const User* here = hub.users().find_by_key(account.name.key);
    Json row{{"name", account.name.text},
             {"created", rfc3339(account.created)},
             {"operator", hub.server_roles().is_operator(account)},
             {"here", here != nullptr && here->account == &account}};
    const bool was_here = account.settings.left != WallTime{} || here != nullptr;
    if (was_here) row["seen"] = rfc3339(account.last_seen);
    return row;
}

// Null, and refused, if there is none.
Account* named(const Call& call) {
    const std::string name = text(call, "name");
    Account* account = call.hub.accounts().find_by_key(call.hub.names().key_of(name));
    if (account == nullptr) call.reply->refuse(fmt::format("there is no account named {}", name));
    return account;
}

// Answers when the password has been hashed; `said` if all went well, which is then recorded too.
OperatorAccounts::Done hashed(const Call& call, std::string action, std::string name, std::string said) {
    const auto recorded = [&hub = call.hub, now = call.now, who = call.who, action = std::move(action),
                           name] {
        hub.propose({now, operation::Record{who, action, name}});
    };
    return [answer = later(call), recorded, said = std::move(said)](const std::string& why) {
        if (why.empty()) recorded();
        answer([why, said](ReplyStream& to) {
            if (!why.empty()) return to.refuse(why);
            to.row({{"said", said}});
            to.done();
        });
    };
}

bool can_hash(const Call& call) {
    if (call.hub.passwords().is_external()) {
        call.reply->refuse("passwords are checked by auth-command, so none is kept here");
        return false;
    }
    if (call.hub.passwords().available()) return true;
    call.reply->refuse("names cannot be registered here: this server keeps nothing");
    return false;
}

}  // namespace

void account_add(const Call& call) {
    if (!can_hash(call)) return;
    const std::string name = text(call, "name");
    call.hub.operator_accounts().add(
        name, text(call, "password"),
        hashed(call, "account add", name, fmt::format("{} is registered", name)));
}

void account_passwd(const Call& call) {
    Account* account = can_hash(call) ? named(call) : nullptr;
    if (account == nullptr) return;
    const std::string& name = account->name.text;
    call.hub.operator_accounts().set_password(
        *account, text(call, "password"),
        hashed(call, "account passwd", name, fmt::format("{} has a new password", name)));
}

void account_remove(const Call& call) {
    Account* account = named(call);
    if (account == nullptr) return;
    const std::string name = account->name.text;
    call.hub.propose({call.now, operation::RemoveAccount{account->id}});
    record(call, "account remove", name);
    call.reply->row(
        {{"said",
          fmt::format("{} is not registered any more, and what was kept with the name is gone", name)}});
    call.reply->done();
}

void account_rename(const Call& call) {
    const Account* account = named(call);
    if (account == nullptr) return;
    const std::string before = account->name.text;
    const std::string why = call.hub.operator_accounts().rename(*account, text(call, "to"), call.now);
    if (!why.empty()) return call.reply->refuse(why);
    record(call, "account rename", before, nullptr, fmt::format("to {}", account->name.text));
    call.reply->row({{"said", fmt::format("{} is called {} now", before, account->name.text)}});
    call.reply->done();
}

// In the order in which they were registered.
void account_list(const Call& call) {
    std::vector<AccountId> ids;
    call.hub.accounts().for_each([&ids](const Account& account) { ids.push_back(account.id); });
    call.reply->rows_of(std::move(ids), [&hub = call.hub](AccountId id) -> std::optional<Json> {
        const Account* account = hub.accounts().find(id);
        if (account == nullptr) return std::nullopt;
        return describe(hub, *account);
    });
}

// --- Codes that let somebody register

namespace {

void tell_outcome(const Call& call, const Outcome& outcome, Json row) {
    const std::string said = call.hub.replies().words(outcome.reply).text;
    if (!outcome.done) return call.reply->refuse(said);
    row["said"] = said;
    call.reply->row(row);
    call.reply->done();
}

}  // namespace

void invite_add(const Call& call) {
    const std::uint64_t number = call.hub.random_code();
    const operation::MakeInviteCode make{{{}, call.who}, number};
    tell_outcome(call, call.hub.decide({call.now, make}),
                 {{"code", shown_resume_code(resume_code_text(number))}});
}

void invite_remove(const Call& call) {
    const operation::RemoveInviteCode remove{{{}, call.who}, typed_invite_code(text(call, "code"))};
    const Outcome outcome = call.hub.decide({call.now, remove});
    // An operator may remove those of everybody.
    if (outcome.reply.code == Code::invite_code_unknown) {
        return call.reply->refuse("there is no such invitation code");
    }
    tell_outcome(call, outcome, Json::object());
}

void invite_list(const Call& call) {
    call.reply->rows_of(call.hub.invite_codes().list(0, call.now),
                        [&hub = call.hub](const InviteCode& each) -> std::optional<Json> {
                            const std::string maker = hub.invite_codes().maker_of(each);
                            return Json{{"code", shown_resume_code(each.code)},
                                        {"made", rfc3339(each.made)},
                                        {"until", rfc3339(each.until)},
                                        {"by", maker.empty() ? "confabctl" : maker}};
                        });
}

}  // namespace confab::admin
