// What is outside of the hub, without disk, threads or time.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/core/hub.hpp"

namespace confab::unit {

// Hashes nothing, and answers when told to; or as soon as it can, by `deliver`.
class FakePasswords final : public Passwords {
  public:
    bool available() const override { return open; }
    bool is_external() const override { return external; }
    // Knows everybody whose password is "secret of NAME".
    bool ask(Ticket ticket, std::string_view name, std::string password, std::string_view source) override {
        sources.emplace_back(source);
        const bool good = password == std::string("secret of ").append(name);
        return keep({.ticket = ticket, .good = good && !unknown, .unknown = unknown});
    }

    bool make(Ticket ticket, std::string password, std::string_view source) override {
        sources.emplace_back(source);
        return keep({.ticket = ticket, .good = true, .hash = std::string("hash of ").append(password)});
    }

    bool check(Ticket ticket, std::string password, std::string hash, std::string_view source) override {
        sources.emplace_back(source);
        hashes.push_back(hash);
        return keep({.ticket = ticket, .good = hash == std::string("hash of ").append(password)});
    }

    void abandon(Ticket ticket) override {
        std::erase_if(waiting, [ticket](const PasswordAnswer& each) { return each.ticket == ticket; });
    }

    // Answers all that was asked, also meanwhile.
    void answer(Hub& hub, Now now) {
        while (!waiting.empty()) {
            PasswordAnswer answer = std::move(waiting.front());
            waiting.pop_front();
            hub.password_done(std::move(answer), now);
        }
    }

    bool open = true;
    bool external = false;
    bool unknown = false;  // nobody answers whoever asks
    bool full = false;
    std::deque<PasswordAnswer> waiting;
    std::vector<std::string> sources;  // whose turn each was
    std::vector<std::string> hashes;   // that were checked against
    std::function<void(PasswordAnswer)> deliver;

  private:
    bool keep(PasswordAnswer answer) {
        if (full) return false;
        if (deliver) {
            deliver(std::move(answer));
        } else {
            waiting.push_back(std::move(answer));
        }
        return true;
    }
};

class RecordingState final : public StateStore {
  public:
    using StateStore::save;

    void save(const Account& account) override {
        accounts[account.id] = account;
        ++saves;
    }
    void remove_account(AccountId id) override { accounts.erase(id); }
    void save(const InviteCode& code) override { invite_codes[code.code] = code; }
    void remove_invite_code(std::string_view code) override { invite_codes.erase(std::string(code)); }

    std::map<AccountId, Account> accounts;
    std::map<std::string, InviteCode> invite_codes;
    std::size_t saves = 0;
};

}  // namespace confab::unit
