// Asking for passwords, making and checking them, and how fast that may go.
#include <algorithm>
#include <utility>

#include "confab/core/hub.hpp"
#include "confab/core/secret_line.hpp"
#include "confab/core/visible.hpp"
#include "text.hpp"

namespace confab {

namespace {

constexpr std::string_view busy = "the server is too busy for that now, nothing has changed; try again soon";

// A new password that is refused is asked for so often.
constexpr int most_refused = 3;

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string source_key(const Client& client) { return source_of(client.address).text(); }

}  // namespace

std::string Logins::secret_of(std::string_view typed) const {
    const std::string_view secret = hub_.secret(typed);
    return secret == garbled_secret ? std::string(secret) : hub_.names().compose(secret);
}

void Logins::warn_if_plain(const Client& client, Now now) {
    if (client.address.loopback()) return;
    hub_.tell(client, "careful: this connection is not encrypted, your password can be read on the way", now);
}

void Logins::ask(Client& client, std::string_view prompt, const Secret& then) {
    hub_.ask_secret(client, prompt, [this, then](Client& who, std::string_view text, Now when) {
        then(who, secret_of(text), when);
    });
}

// Nobody sees what they type, so they type it twice.
void Logins::ask_new(Client& client, const Secret& then, Now now) {
    warn_if_plain(client, now);
    ask_first(client, then, most_refused);
}

// After one that is refused people type another one at once: that is an answer too, and is not said.
void Logins::ask_first(Client& client, const Secret& then, int tries) {
    const Secret again = [this, then, tries](Client& who, const std::string& first, Now when) {
        if (accepts(who, first, when)) return ask_second(who, then, first);
        if (tries > 1) ask_first(who, then, tries - 1);
    };
    ask(client, sentence("a new password for ", client.name.text), again);
}

void Logins::ask_second(Client& client, const Secret& then, const std::string& first) {
    const Secret compare = [this, then, first](Client& same, const std::string& second, Now now) {
        if (first == second) return then(same, second, now);
        hub_.tell_error(same, "the two are not the same, nothing has changed", now);
    };
    ask(client, "the same again", compare);
}

// The name's look-alikes are as easy to guess; what begins like a command could not be typed when asked.
bool Logins::accepts(const Client& client, std::string_view password, Now now) {
    std::string why;
    if (password == garbled_secret) {
        why = "is UTF-8 without control characters, and that was not";
    } else if (characters(password) < Passwords::shortest) {
        why = sentence("has at least ", Passwords::shortest, " characters");
    } else if (password.size() > Passwords::longest) {
        why = sentence("has at most ", Passwords::longest, " bytes");
    } else if (!from_slash(password).empty()) {
        why = "does not begin with /";
    } else if (hub_.names().key_of(password) == client.name.key) {
        why = "is not one's name";
    }
    if (why.empty()) return true;
    hub_.tell_error(client, sentence("a password ", why, ", nothing has changed; choose another"), now);
    return false;
}

// A name that is not there takes as long as one that is. Whoever has to wait costs nothing.
void Logins::check(Client& client, const std::string& key, const std::string& password, Checked then,
                   Now now) {
    const std::string source = source_key(client);
    Milliseconds wait = sources_.wait(source, now.mono);
    if (!known_.contains({key, source})) wait = std::max(wait, names_.wait(key, now.mono));
    if (wait > Milliseconds{0}) {
        return hub_.tell_error(client,
                               sentence("too many wrong passwords, nothing has changed; try again in ",
                                        brief(wait + Milliseconds{999})),
                               now);
    }
    const bool counted = sources_.strict(source, now.mono) || names_.strict(key, now.mono);
    const Ticket ticket = hub_.await(
        client,
        [this, key, then, counted](Client& who, const Answer& answer, Now when) {
            const auto* checked = std::get_if<PasswordAnswer>(&answer);
            if (checked == nullptr) return hub_.tell_error(who, busy, when);
            note(who, key, checked->good, counted, when);
            then(who, checked->good, when);
        },
        now);
    const Account* account = hub_.accounts().find_by_key(key);
    const bool checkable = account != nullptr && password.size() <= Passwords::longest;
    const std::string hash = checkable ? account->password_hash : std::string();
    if (!hub_.passwords().check(ticket, password.substr(0, Passwords::longest), hash)) {
        hub_.tell_error(client, busy, now);
        return hub_.never_mind(ticket);
    }
    if (!counted) return;
    sources_.failed(source, key, now.mono);
    names_.failed(key, key, now.mono);
}

void Logins::note(const Client& client, const std::string& key, bool good, bool counted, Now now) {
    const std::string source = source_key(client);
    if (!good) {
        if (counted) return;
        sources_.failed(source, key, now.mono);
        return names_.failed(key, key, now.mono);
    }
    sources_.succeeded(source, key);
    names_.succeeded(key, key);
    if (!known_.insert({key, source}).second) return;
    known_order_.emplace_back(key, source);
    if (known_order_.size() <= most_known) return;
    known_.erase(known_order_.front());
    known_order_.pop_front();
}

void Logins::make(Client& client, const std::string& password, Made then, Now now) {
    const Ticket ticket = hub_.await(
        client,
        [this, then](Client& who, Answer answer, Now when) {
            auto* made = std::get_if<PasswordAnswer>(&answer);
            if (made == nullptr || !made->good || made->hash.empty()) {
                return hub_.tell_error(who, busy, when);
            }
            then(who, std::move(made->hash), when);
        },
        now);
    if (hub_.passwords().make(ticket, password)) return;
    hub_.tell_error(client, busy, now);
    hub_.never_mind(ticket);
}

}  // namespace confab
