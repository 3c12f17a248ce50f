// Who somebody is: the names of guests, and secrets that are asked for.
#include <utility>
#include <variant>

#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"

namespace confab {

// Someone may have taken "guest7" by /nick, or a name that looks like it: then 7 is passed over.
Name Hub::free_guest_name(std::uint32_t& number, Now now) {
    std::vector<std::uint32_t> taken;
    number = registry_.take_guest_number();
    Name name = std::get<Name>(names_.check_person(sentence("guest", number)));
    while (registry_.holds(name.key) || accounts_.find_by_key(name.key) != nullptr ||
           moderation_.bars_name(name.key, now)) {
        taken.push_back(number);
        number = registry_.take_guest_number();
        name = std::get<Name>(names_.check_person(sentence("guest", number)));
    }
    for (const std::uint32_t other : taken) registry_.give_back_guest_number(other);
    return name;
}

// Nobody asked for it, so a name that is none here is no error of theirs.
void Hub::user_name(ClientId id, std::string_view name, Now now) {
    const Client* client = registry_.find(id);
    if (client == nullptr || name.empty()) return;
    const auto checked = names_.check_person(name);
    if (std::holds_alternative<Name>(checked)) return line(id, sentence("/nick ", name), now);
    notice(id, sentence("your name there cannot be used here, you are ", client->name.text), now);
}

void Hub::make_guest(Client& client, Now now) {
    std::uint32_t number = 0;
    Name name = free_guest_name(number, now);
    rename(client, std::move(name), now);
    client.guest_number = number;
}

void Hub::ask_secret(Client& client, std::string_view prompt,
                     std::function<void(Client&, std::string_view, Now)> then) {
    client.more().next_line = std::move(then);
    audience_.ask_secret(client.id, prompt);
}

void Hub::take_secret(Client& client, std::string_view text, Now now) {
    const ClientId id = client.id;
    const auto then = std::exchange(client.extras->next_line, nullptr);
    const std::string_view command = from_slash(text);
    if (command.empty()) {
        then(client, text, now);
        const Client* still = registry_.find(id);
        const bool asked_again = still != nullptr && still->extras && still->extras->next_line;
        if (still != nullptr && !asked_again) audience_.ask_secret(id, {});
        return;
    }
    audience_.ask_secret(id, {});
    if (command != "/cancel") return interpreter_.command(client, line_, now);
    tell(client, "called off, nothing has changed", now);
}

}  // namespace confab
