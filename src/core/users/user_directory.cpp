#include "confab/core/users/user_directory.hpp"

#include <cassert>
#include <utility>

namespace confab {

Client& UserDirectory::add(ClientId id, Name name, std::uint32_t guest_number) {
    assert(find(id) == nullptr && !holds(name.key));
    if (slots_.size() <= id.slot) slots_.resize(id.slot + std::size_t{1});

    auto client = std::make_unique<Client>();
    client->id = id;
    client->name = std::move(name);
    client->guest_number = guest_number;
    names_.insert(client.get());
    return *(slots_[id.slot] = std::move(client));
}

void UserDirectory::remove(ClientId id) {
    Client* client = find(id);
    if (client == nullptr) return;
    if (client->guest_number != 0) give_back_guest_number(client->guest_number);
    names_.erase(client);
    slots_[id.slot].reset();
}

Client* UserDirectory::find(ClientId id) {
    if (id.slot >= slots_.size() || !slots_[id.slot]) return nullptr;
    Client* client = slots_[id.slot].get();
    return client->id == id ? client : nullptr;
}

Client* UserDirectory::find_by_key(std::string_view key) {
    const auto found = names_.find(key);
    return found == names_.end() ? nullptr : *found;
}

void UserDirectory::rename(Client& client, Name name) {
    if (client.guest_number != 0) give_back_guest_number(std::exchange(client.guest_number, 0));
    names_.erase(&client);
    client.name = std::move(name);
    names_.insert(&client);
}

std::uint32_t UserDirectory::take_guest_number() {
    if (free_guest_numbers_.empty()) return next_guest_number_++;
    return free_guest_numbers_.extract(free_guest_numbers_.begin()).value();
}

}  // namespace confab
