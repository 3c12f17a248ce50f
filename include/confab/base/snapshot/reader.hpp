// Reads what a Writer wrote. Bytes are strangers': each read is bounded and checked, and after the first one
// that fails all others give nothing.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
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

// The last one of each enumeration that is read.
template <class Enumeration>
inline constexpr Enumeration last_of = Enumeration::last_;

class Reader {
  public:
    // `bytes` is a whole file, and outlives it.
    Reader(std::string_view bytes, MonoTime now);

    Problem problem() const { return problem_; }
    bool ok() const { return problem_ == Problem::none; }
    // What was read makes no sense.
    void fail() { fail(Problem::damaged); }
    void expect(bool sense) {
        if (!sense) fail();
    }
    // Of the section that has another version, or of the file.
    std::uint64_t version() const { return version_; }

    // One field after another, as fields() of a Writer had them. Where a struct ends they stay as they are.
    template <class... Values>
    void operator()(Values&... values) {
        (field(values), ...);
    }
    void behind(std::uint32_t now, std::uint32_t& value) {
        std::uint32_t by = now - value;
        field(by);
        value = now - by;
    }
    MonoTime now() const { return now_; }
    // Bytes that this struct still has: as many things can be in it at most.
    std::size_t left() const { return rest_.size(); }

    // A section that every file of this major version has.
    template <class Body>
    void section(std::string_view name, std::uint32_t major, Body&& body) {
        const auto found = sections_.find(name);
        if (found == sections_.end()) return fail();
        if (found->second.version.major != major) return fail_version(found->second.version.major);
        rest_ = found->second.bytes;
        body();
        rest_ = {};
    }

  private:
    struct Section {
        Version version;
        std::string_view bytes;
    };

    void open(std::string_view bytes);
    void find_sections();
    void fail(Problem problem);
    void fail_version(std::uint64_t version);
    std::uint64_t varint();
    std::string_view take(std::size_t size);
    std::size_t count();  // of things that each take a byte at least

    template <class Value>
    void field(Value& value) {
        if (!rest_.empty()) get(value);
    }
    template <class Value>
    Value one() {
        Value value{};
        get(value);
        return value;
    }
    template <class List>
    void list(List& values) {
        values.clear();
        for (std::size_t more = count(); more > 0 && ok(); --more) get(values.emplace_back());
    }
    template <class Set>
    void set(Set& values) {
        values.clear();
        for (std::size_t more = count(); more > 0 && ok(); --more) {
            expect(values.insert(one<typename Set::value_type>()).second);
        }
    }
    template <class Map>
    void map(Map& values) {
        values.clear();
        for (std::size_t more = count(); more > 0 && ok(); --more) {
            auto key = one<typename Map::key_type>();
            expect(values.emplace(std::move(key), one<typename Map::mapped_type>()).second);
        }
    }

    void get(std::monostate) {}
    void get(bool& value);
    template <std::integral Number>
    void get(Number& number) {
        const std::uint64_t read = varint();
        if constexpr (std::is_signed_v<Number>) {
            const auto value = static_cast<std::int64_t>((read >> 1) ^ (~(read & 1) + 1));
            expect(std::in_range<Number>(value));
            number = static_cast<Number>(value);
        } else {
            expect(std::in_range<Number>(read));
            number = static_cast<Number>(read);
        }
    }
    void get(std::string& text) { text = take(static_cast<std::size_t>(varint())); }
    void get(Milliseconds& duration) { duration = Milliseconds{one<std::int64_t>()}; }
    void get(WallTime& time) { time = WallTime{one<Milliseconds>()}; }
    void get(MonoTime& time);
    void get(RoomKey& key);
    void get(Name& name);
    void get(RoomName& name) { both(name.text, name.key); }
    void get(Address& address);
    void get(Network& network);
    void get(ClientId& id) { both(id.slot, id.serial); }
    void get(UserId& id) { both(id.slot, id.serial); }
    void get(RoomId& id) { both(id.slot, id.serial); }

    template <class A, class B>
    void both(A& first, B& second) {
        get(first);
        get(second);
    }
    template <class A, class B>
    void get(std::pair<A, B>& value) {
        both(value.first, value.second);
    }
    template <class T>
    void get(std::optional<T>& value) {
        value.reset();
        if (one<bool>()) get(value.emplace());
    }
    template <class T>
    void get(std::unique_ptr<T>& value) {
        value.reset();
        if (!one<bool>()) return;
        value = std::make_unique<T>();
        get(*value);
    }
    template <class... T>
    void get(std::variant<T...>& value) {
        const std::uint64_t index = varint();
        expect(index < sizeof...(T));
        alternative(value, index, std::index_sequence_for<T...>());
    }
    template <class Variant, std::size_t... Index>
    void alternative(Variant& value, std::uint64_t index, std::index_sequence<Index...>) {
        ((index == Index ? get(value.template emplace<Index>()) : void()), ...);
    }
    template <class T>
    void get(std::vector<T>& values) {
        list(values);
    }
    template <class T>
    void get(std::deque<T>& values) {
        list(values);
    }
    template <class T>
    void get(std::list<T>& values) {
        list(values);
    }
    template <class T>
    void get(std::set<T>& values) {
        set(values);
    }
    template <class... T>
    void get(std::unordered_set<T...>& values) {
        set(values);
    }
    template <class K, class V>
    void get(std::map<K, V>& values) {
        map(values);
    }
    template <class... T>
    void get(std::unordered_map<T...>& values) {
        map(values);
    }
    template <class Other>
    void get(Other& value) {
        if constexpr (std::is_enum_v<Other>) {
            const auto read = one<std::underlying_type_t<Other>>();
            if (read > static_cast<std::underlying_type_t<Other>>(last_of<Other>)) return fail();
            value = static_cast<Other>(read);
        } else {
            structure(value);
        }
    }
    template <class Structure>
    void structure(Structure& value) {
        const std::string_view inner = take(static_cast<std::size_t>(varint()));
        const std::string_view after = std::exchange(rest_, inner);
        if (ok()) content(value);
        rest_ = ok() ? after : std::string_view();
    }
    template <class Structure>
    void content(Structure& value) {
        if constexpr (requires { value.load(*this); }) {
            value.load(*this);
        } else if constexpr (requires { Structure::fields(*this, value); }) {
            Structure::fields(*this, value);
        } else {
            fields(*this, value);
        }
    }

    MonoTime now_;
    std::string_view rest_;
    std::map<std::string_view, Section> sections_;
    Problem problem_ = Problem::none;
    std::uint64_t version_ = 0;
};

}  // namespace confab::snapshot
