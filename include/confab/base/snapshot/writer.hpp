// Writes state as bytes. Equal states give equal bytes: whatever has no order is written in the order of its
// keys.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"
#include "confab/base/room_key.hpp"
#include "confab/base/snapshot/format.hpp"
#include "confab/base/time.hpp"

namespace confab::snapshot {

class Writer {
  public:
    explicit Writer(MonoTime now) : now_(now) {}

    // One field after another. A struct has save() and load(), or fields(archive, value), static or free,
    // that a Reader calls too.
    template <class... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }
    // A counter that wraps round, as how much it is behind `now`.
    void behind(std::uint32_t now, const std::uint32_t& value) { put(now - value); }
    MonoTime now() const { return now_; }

    template <class Body>
    void section(std::string_view name, Version version, Body&& body) {
        put(name);
        put(version.major);
        put(version.minor);
        sized(std::forward<Body>(body));
    }

    // The whole file; the writer is empty then.
    std::string finish();

  private:
    void varint(std::uint64_t value);
    void close(std::size_t at);

    template <class Body>
    void sized(Body&& body) {
        const std::size_t at = bytes_.size();
        bytes_.push_back(0);
        body();
        close(at);
    }
    template <class List>
    void list(const List& values) {
        varint(values.size());
        for (const auto& each : values) put(each);
    }
    // Of a table without an order.
    template <class Table, class Key>
    void sorted(const Table& table, Key&& key) {
        std::vector<const typename Table::value_type*> entries;
        for (const auto& each : table) entries.push_back(&each);
        std::sort(entries.begin(), entries.end(),
                  [&](const auto* a, const auto* b) { return key(*a) < key(*b); });
        varint(entries.size());
        for (const auto* each : entries) put(*each);
    }

    void put(std::monostate) {}
    template <std::integral Number>
    void put(const Number& number) {
        const auto wide = static_cast<std::uint64_t>(number);
        if constexpr (std::is_signed_v<Number>) {
            varint((wide << 1) ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(number) >> 63));
        } else {
            varint(wide);
        }
    }
    template <std::same_as<std::string_view> Text>
    void put(const Text& text) {
        varint(text.size());
        bytes_.append(text);
    }
    template <std::same_as<std::string> Text>
    void put(const Text& text) {
        put(std::string_view(text));
    }
    void put(Milliseconds duration) { put(duration.count()); }
    void put(WallTime time) { put(time.time_since_epoch()); }
    void put(MonoTime time);
    void put(const RoomKey& key) { put(key.stored()); }
    void put(const Name& name);
    void put(const RoomName& name) { operator()(name.text, name.key); }
    void put(const Address& address);
    void put(const Network& network) { operator()(network.address, network.bits); }
    void put(ClientId id) { operator()(id.slot, id.serial); }
    void put(UserId id) { operator()(id.slot, id.serial); }
    void put(RoomId id) { operator()(id.slot, id.serial); }

    template <class A, class B>
    void put(const std::pair<A, B>& both) {
        operator()(both.first, both.second);
    }
    template <class T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class T>
    void put(const std::unique_ptr<T>& value) {
        put(value != nullptr);
        if (value) put(*value);
    }
    template <class... T>
    void put(const std::variant<T...>& value) {
        varint(value.index());
        std::visit([&](const auto& one) { put(one); }, value);
    }
    template <class T>
    void put(const std::vector<T>& values) {
        list(values);
    }
    template <class T>
    void put(const std::deque<T>& values) {
        list(values);
    }
    template <class T>
    void put(const std::list<T>& values) {
        list(values);
    }
    template <class T>
    void put(const std::set<T>& values) {
        list(values);
    }
    template <class K, class V>
    void put(const std::map<K, V>& values) {
        list(values);
    }
    template <class... T>
    void put(const std::unordered_map<T...>& values) {
        sorted(
            values, [](const auto& each) -> const auto& { return each.first; });
    }
    template <class... T>
    void put(const std::unordered_set<T...>& values) {
        sorted(
            values, [](const auto& each) -> const auto& { return each; });
    }
    template <class Other>
    void put(const Other& value) {
        if constexpr (std::is_enum_v<Other>) {
            put(static_cast<std::underlying_type_t<Other>>(value));
        } else {
            sized([&] { content(value); });
        }
    }

    template <class Structure>
    void content(const Structure& value) {
        if constexpr (requires { value.save(*this); }) {
            value.save(*this);
        } else if constexpr (requires { Structure::fields(*this, value); }) {
            Structure::fields(*this, value);
        } else {
            fields(*this, value);
        }
    }

    MonoTime now_;
    std::string bytes_;
};

}  // namespace confab::snapshot
