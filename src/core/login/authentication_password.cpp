// Asking for passwords, making and checking them, and how fast that may go.
#include <algorithm>
#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

constexpr std::size_t max_shown_name = 64;  // bytes, in the log
constexpr std::string_view busy = "the server is too busy for that now, nothing has changed; try again soon";

// A new password that is refused is asked for so often.
constexpr int max_refused = 3;

}  // namespace

std::string Authentication::secret_of(std::string_view typed) const {
    const std::string_view secret = hub_.secret(typed);
    return secret == garbled_secret ? std::string(secret) : hub_.names().compose(secret);
}

void Authentication::warn_if_plain(const Client& client, Now now) {
    if (client.address.loopback()) return;
    hub_.tell(client, "careful: this connection is not encrypted, your password can be read on the way", now);
}

void Authentication::ask(Client& client, std::string_view prompt, const Secret& then) {
    hub_.ask_secret(client, prompt, [this, then](Client& who, std::string_view text, Now when) {
        then(who, secret_of(text), when);
    });
}

// Nobody sees what they type, so they type it twice.
void Authentication::ask_new(Client& client, const Secret& then, Now now) {
    warn_if_plain(client, now);
    ask_first(client, then, max_refused);
}

// After one that is refused people type another one at once: that is an answer too, and is not said.
void Authentication::ask_first(Client& client, const Secret& then, int tries) {
    const Secret again = [this, then, tries](Client& who, const std::string& first, Now when) {
        if (accepts(who, first, when)) return ask_second(who, then, first);
        if (tries > 1) ask_first(who, then, tries - 1);
    };
    ask(client, sentence("a new password for ", client.name.text), again);
}

void Authentication::ask_second(Client& client, const Secret& then, const std::string& first) {
    const Secret compare = [this, then, first](Client& same, const std::string& second, Now now) {
        if (first == second) return then(same, second, now);
        hub_.tell_error(same, "the two are not the same, nothing has changed", now);
    };
    ask(client, "the same again", compare);
}

// The name's look-alikes are as easy to guess; what begins like a command could not be typed when asked.
std::string Authentication::refuses_password(std::string_view password, std::string_view name_key) const {
    std::string why;
    if (password == garbled_secret) {
        why = "is UTF-8 without control characters, and that was not";
    } else if (character_count(password) < Passwords::shortest) {
        why = sentence("has at least ", Passwords::shortest, " characters");
    } else if (password.size() > Passwords::longest) {
        why = sentence("has at most ", Passwords::longest, " bytes");
    } else if (!from_slash(password).empty()) {
        why = "does not begin with /";
    } else if (hub_.names().key_of(password) == name_key) {
        why = "is not one's name";
    }
    return why.empty() ? why : sentence("a password ", why, ", nothing has changed; choose another");
}

bool Authentication::accepts(const Client& client, std::string_view password, Now now) {
    const std::string why = refuses_password(password, client.name.key);
    if (!why.empty()) hub_.tell_error(client, why, now);
    return why.empty();
}

// A name that is not there takes as long as one that is. Whoever has to wait costs nothing.
void Authentication::check(Client& client, std::string_view name, const std::string& password, Checked then,
                           Now now) {
    const std::string key = hub_.names().key_of(name);
    const Milliseconds wait = guesses_.wait(key, client.address, now.mono);
    if (wait > Milliseconds{0}) {
        return hub_.tell_error(client,
                               sentence("too many wrong passwords, nothing has changed; try again in ",
                                        brief(wait + Milliseconds{999})),
                               now);
    }
    const bool counted = guesses_.strict(key, client.address, now.mono);
    const Ticket ticket = hub_.await(
        client,
        [this, name = std::string(excerpt(name, max_shown_name)), key, then, counted](
            Client& who, const Answer& answer, Now when) {
            const auto* checked = std::get_if<PasswordAnswer>(&answer);
            if (checked == nullptr || checked->busy) return hub_.tell_error(who, busy, when);
            note(who, name, key, checked->good, counted, when);
            then(who, checked->good, when);
        },
        now);
    const Account* account = hub_.accounts().find_by_key(key);
    const bool checkable = account != nullptr && password.size() <= Passwords::longest;
    const std::string hash = checkable ? account->password_hash : std::string();
    const bool taken = hub_.passwords().check(ticket, password.substr(0, Passwords::longest), hash,
                                              guesser(key, client.address));
    if (!taken) {
        hub_.tell_error(client, busy, now);
        return hub_.never_mind(ticket);
    }
    if (counted) guesses_.failed(key, client.address, now.mono);
}

void Authentication::note(const Client& client, std::string_view name, const std::string& key, bool good,
                          bool counted, Now now) {
    if (good) return guesses_.succeeded(key, client.address);
    if (!counted) guesses_.failed(key, client.address, now.mono);
    tell_edge(client, LoginEvent::wrong_password, name);
}

void Authentication::tell_edge(const Client& client, LoginEvent what, std::string_view name) {
    hub_.audience().login(client.id, {what, client.name.text, name, client.address});
}

void Authentication::make(Client& client, const std::string& password, Made then, Now now) {
    const Ticket ticket = hub_.await(
        client,
        [this, then](Client& who, Answer answer, Now when) {
            auto* made = std::get_if<PasswordAnswer>(&answer);
            if (made == nullptr || made->busy || !made->good || made->hash.empty()) {
                return hub_.tell_error(who, busy, when);
            }
            then(who, std::move(made->hash), when);
        },
        now);
    if (hub_.passwords().make(ticket, password, guesser(client.name.key, client.address))) return;
    hub_.tell_error(client, busy, now);
    hub_.never_mind(ticket);
}

}  // namespace confab
