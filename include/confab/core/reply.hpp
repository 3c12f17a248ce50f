// An answer as data: a code and its arguments. A dialect makes words, numbers or fields of it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/base/zone_clock.hpp"
#include "confab/core/code.hpp"

namespace confab {

// A moment, on the clocks of the person that reads of it.
struct LocalTime {
    WallTime time;
    ZoneClock clock;
    WallTime now{};  // where a date that is today's is left out
};

using NameList = std::vector<std::string>;

// Nothing: the argument is left out, and with it the words around it.
using Argument =
    std::variant<std::monostate, std::string, std::uint64_t, bool, Milliseconds, LocalTime, NameList>;

inline Argument argument(std::string_view text) {
    if (text.empty()) return {};
    return std::string(text);
}
template <std::integral Number>
Argument argument(Number number) {
    if constexpr (std::same_as<Number, bool>) {
        return Argument(std::in_place_type<bool>, number);
    } else {
        return static_cast<std::uint64_t>(number);
    }
}
inline Argument argument(Milliseconds duration) { return duration; }
inline Argument argument(LocalTime time) { return time; }
inline Argument argument(NameList names) { return names.empty() ? Argument() : Argument(std::move(names)); }
inline Argument argument(std::monostate) { return {}; }
template <std::same_as<Argument> Same>
Argument argument(const Same& same) {
    return same;
}

// Questions hand on a Refusal that is none several times for each message, so a list without arguments is a
// null pointer, which costs nothing to move and to destroy.
class ArgumentList {
  public:
    ArgumentList() = default;
    ArgumentList(std::initializer_list<Argument> all) {
        if (all.size() > 0) all_.reset(new std::vector<Argument>(all));
    }
    ArgumentList(ArgumentList&&) noexcept = default;
    ArgumentList& operator=(ArgumentList&&) noexcept = default;
    ArgumentList(const ArgumentList& other)
        : all_(other.all_ ? new std::vector<Argument>(*other.all_) : nullptr) {}
    ArgumentList& operator=(const ArgumentList& other) { return *this = ArgumentList(other); }
    ~ArgumentList() = default;

    void push_back(Argument argument) {
        if (!all_) all_.reset(new std::vector<Argument>());
        all_->push_back(std::move(argument));
    }
    std::size_t size() const { return all_ ? all_->size() : 0; }
    const Argument* begin() const { return all_ ? all_->data() : nullptr; }
    const Argument* end() const { return begin() + size(); }
    // There is such an argument.
    const Argument& operator[](std::size_t i) const { return (*all_)[i]; }
    const Argument& front() const { return all_->front(); }
    Argument& back() { return all_->back(); }

  private:
    // Not inline, so that looking whether there is anything to free is.
    struct Free {
        void operator()(std::vector<Argument>* all) const;
    };
    std::unique_ptr<std::vector<Argument>, Free> all_;  // null: there are none
};

// Owns its arguments, so it may outlive the call that made it.
struct Reply {
    Reply() = default;
    template <class... Arguments>
    Reply(Code what, const Arguments&... values) : code(what), arguments{argument(values)...} {}

    Code code = Code::none;
    ArgumentList arguments;
};

// Why something may not be done. False: it may.
struct Refusal : Reply {
    using Reply::Reply;
    explicit Refusal(Reply why) : Reply(std::move(why)) {}

    explicit operator bool() const { return code != Code::none; }
};

}  // namespace confab
