#include "confab/core/messages/inbox.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "confab/base/visible.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

void Inbox::load(std::vector<AwayMessage> messages) {
    for (AwayMessage& each : messages) {
        last_id_ = std::max(last_id_, each.id);
        messages_.emplace(each.id, std::move(each));
    }
}

std::size_t Inbox::count(AccountId AwayMessage::*side, AccountId account) const {
    return static_cast<std::size_t>(
        std::count_if(messages_.begin(), messages_.end(), [&](const Messages::value_type& each) {
            return each.second.*side == account && !each.second.is_receipt();
        }));
}

Refusal Inbox::can_keep(const User& from, const Account& to, Now now) const {
    if (settings_.away_messages == 0) return {Code::private_not_here, to.name.text};
    if (Refusal why = access_.can_talk(from, now)) return why;
    if (from.account == nullptr) return {Code::inbox_needs_login, to.name.text};
    if (count(&AwayMessage::from, from.account->id) >= settings_.away_messages_per_sender) {
        return {Code::inbox_sender_full, settings_.away_messages_per_sender};
    }
    const bool is_full =
        count(&AwayMessage::to, to.id) >= settings_.away_messages || messages_.size() >= max_in_all;
    if (is_full) return {Code::inbox_full, to.name.text};
    return {};
}

bool Inbox::is_ignored(const User& from, const Account& to) {
    const std::vector<Name>& ignores = to.settings.ignores;
    return std::any_of(ignores.begin(), ignores.end(),
                       [&](const Name& name) { return name.key == from.name.key; });
}

// Being ignored is not shown to the sender.
Refusal Inbox::keep(const User& from, const Account& to, std::string_view text, Now now) {
    if (is_blank(text)) return {};
    forget_old(now);
    if (Refusal why = can_keep(from, to, now)) return why;
    if (!is_ignored(from, to)) {
        add({.to = to.id, .from = from.account->id, .at = now.wall, .text = std::string(text)});
    }
    replies_.tell(from, {Code::inbox_kept, to.name.text, settings_.away_messages_time}, now);
    return {};
}

void Inbox::add(AwayMessage message) {
    message.id = ++last_id_;
    state_.save(message);
    messages_.emplace(message.id, std::move(message));
}

Inbox::Messages::iterator Inbox::erase(Messages::iterator message) {
    state_.remove_away_message(message->first);
    return messages_.erase(message);
}

std::string_view Inbox::name_of(AccountId account) {
    const Account* found = accounts_.find(account);
    return found == nullptr ? std::string_view() : std::string_view(found->name.text);
}

void Inbox::deliver(const User& user, Now now) {
    if (user.account == nullptr) return;
    forget_old(now);
    const AccountId own = user.account->id;
    std::vector<AwayMessage> waiting;
    for (auto each = messages_.begin(); each != messages_.end();) {
        if (each->second.to != own) {
            ++each;
            continue;
        }
        waiting.push_back(std::move(each->second));
        each = erase(each);
    }
    if (!waiting.empty()) show(user, waiting, now);
}

void Inbox::show(const User& user, const std::vector<AwayMessage>& messages, Now now) {
    std::vector<const AwayMessage*> said;
    for (const AwayMessage& each : messages) {
        if (!each.is_receipt()) said.push_back(&each);
    }
    if (!said.empty()) {
        const LocalTime since{said.front()->at, clock_of(user), now.wall};
        replies_.frame(user, {Code::inbox_title, said.size(), since}, now);
        for (const AwayMessage* each : said) {
            replies_.tell(user, {.type = EventType::private_message,
                                 .replay = true,
                                 .time = each->at,
                                 .from = name_of(each->from),
                                 .to = user.name.text,
                                 .text = each->text});
        }
        replies_.frame(user, {Code::history_end}, now);
    }
    for (const AwayMessage& each : messages) {
        if (each.is_receipt()) {
            replies_.tell(
                user, {Code::inbox_told, name_of(each.from), LocalTime{each.at, clock_of(user), now.wall}},
                now);
        } else {
            acknowledge(each, user.account->id, now);
        }
    }
}

// An absent sender is told at the next login.
void Inbox::acknowledge(const AwayMessage& message, AccountId by, Now now) {
    const Account* sender = accounts_.find(message.from);
    if (sender == nullptr) return;
    const User* there = users_.find_by_key(sender->name.key);
    if (there == nullptr || there->account != sender) {
        if (messages_.size() < max_in_all) add({.to = sender->id, .from = by, .at = message.at});
        return;
    }
    replies_.tell(*there, {Code::inbox_told, name_of(by), LocalTime{message.at, clock_of(*there), now.wall}},
                  now);
}

void Inbox::list(const User& user, Now now) {
    forget_old(now);
    std::size_t listed = 0;
    for (const auto& [id, each] : messages_) {
        const bool is_own = user.account != nullptr && each.from == user.account->id && !each.is_receipt();
        if (!is_own) continue;
        ++listed;
        const LocalTime at{each.at, clock_of(user), now.wall};
        replies_.tell(user, {Code::inbox_waiting, name_of(each.to), at}, now);
    }
    if (listed == 0) replies_.tell(user, {Code::inbox_nothing}, now);
}

void Inbox::account_gone(AccountId account) {
    for (auto each = messages_.begin(); each != messages_.end();) {
        const bool goes = each->second.to == account || each->second.from == account;
        each = goes ? erase(each) : std::next(each);
    }
}

// The oldest come first, but for a clock that was set back.
void Inbox::forget_old(Now now) {
    while (!messages_.empty() && now.wall - messages_.begin()->second.at >= settings_.away_messages_time) {
        erase(messages_.begin());
    }
}

}  // namespace confab
