#include "confab/dialect/text/wording.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>

#include "confab/base/duration.hpp"
#include "confab/base/json_member.hpp"
#include "confab/base/number.hpp"
#include "confab/base/time_text.hpp"
#include "wording_tables.hpp"

namespace confab::dialect {

namespace {

constexpr std::size_t code_count = static_cast<std::size_t>(Code::last_);

const Phrase& phrase_of(Code code) {
    static const auto by_code = [] {
        std::array<const Phrase*, code_count> all{};
        for (const auto& table : phrase_tables()) {
            for (const Phrase& phrase : table) all[static_cast<std::size_t>(phrase.code)] = &phrase;
        }
        return all;
    }();
    static constexpr Phrase missing{Code::none, "none", "", ""};
    const Phrase* found = by_code[static_cast<std::size_t>(code)];
    return found == nullptr ? missing : *found;
}

// "/topic, /timestamps or /tz"
std::string alternatives(std::span<const std::string> names) {
    if (names.size() < 2) return names.empty() ? std::string() : names.front();
    return fmt::format("{} or {}", fmt::join(names.first(names.size() - 1), ", "), names.back());
}

// An argument as people read it; `how`: what the phrase says of it.
struct AsText {
    std::string_view how{};
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(bool) const { return {}; }
    std::string operator()(Milliseconds duration) const {
        return how == "brief" ? brief(duration) : duration_text(duration);
    }
    std::string operator()(const LocalTime& at) const {
        if (how == "when") return when(at.time, at.clock, at.now);
        return how == "date" ? date(at.time, at.clock) : moment_text(at.time, at.clock);
    }
    std::string operator()(const NameList& names) const {
        if (how.starts_with("or ")) return alternatives(names);
        return fmt::format("{}", fmt::join(names, how == "rooms" ? ", #" : ", "));
    }
};

struct AsMember {
    std::string& out;
    std::string_view key;
    void operator()(std::monostate) const {}
    void operator()(const std::string& text) const { json_member(out, key, text, key == "room" ? "#" : ""); }
    void operator()(std::uint64_t number) const { json_member(out, key, number); }
    void operator()(bool on) const { json_member(out, key, on); }
    void operator()(const NameList& names) const { json_member(out, key, names, key == "rooms" ? "#" : ""); }
    void operator()(Milliseconds duration) const {
        json_member(out, key, static_cast<std::uint64_t>(duration.count() / 1000));
    }
    void operator()(const LocalTime& at) const { json_member(out, key, at.time); }
};

}  // namespace

std::span<const std::span<const Phrase>> phrase_tables() {
    static const std::array tables{
        phrases_of_accounts(),   phrases_of_invite_codes(), phrases_of_certificates(),
        phrases_of_commands(),   phrases_of_connections(),  phrases_of_messages(),
        phrases_of_moderation(), phrases_of_names(),        phrases_of_passwords(),
        phrases_of_people(),     phrases_of_room_roles(),   phrases_of_room_settings(),
        phrases_of_rooms(),      phrases_of_tokens()};
    return tables;
}

}  // namespace confab::dialect

// How an argument stands in a phrase: see Phrase.
template <>
struct fmt::formatter<confab::Argument> {
    constexpr auto parse(fmt::format_parse_context& context) {
        const auto* end = context.begin();
        while (end != context.end() && *end != '}') ++end;
        spec_ = {context.begin(), static_cast<std::size_t>(end - context.begin())};
        return end;
    }

    template <class Context>
    auto format(const confab::Argument& argument, Context& context) const {
        const bool* flag = std::get_if<bool>(&argument);
        const std::string text = std::visit(confab::dialect::AsText{spec_}, argument);
        const std::string_view first = spec_.substr(0, spec_.find('|'));
        const std::string_view second = spec_.substr(std::min(first.size() + 1, spec_.size()));
        if (flag != nullptr) return fmt::format_to(context.out(), "{}", *flag ? first : second);
        if (text.empty()) return fmt::format_to(context.out(), "{}", second);
        if (first.find('*') != std::string_view::npos) return around(first, text, context);
        if (const auto width = confab::parse_number<unsigned>(spec_)) {
            return fmt::format_to(context.out(), "{:{}}", text, *width);
        }
        if (first.size() == spec_.size()) return fmt::format_to(context.out(), "{}", text);
        return fmt::format_to(context.out(), "{} {}", text, text == "1" ? first : second);
    }

  private:
    template <class Context>
    auto around(std::string_view words, std::string_view text, Context& context) const {
        if (words.starts_with("or ")) words.remove_prefix(3);
        const std::size_t star = words.find('*');
        return fmt::format_to(context.out(), "{}{}{}", words.substr(0, star), text, words.substr(star + 1));
    }

    std::string_view spec_;
};

namespace confab::dialect {

namespace {

std::ptrdiff_t count_names(const Phrase& phrase) {
    if (phrase.arguments.empty()) return 0;
    return std::count(phrase.arguments.begin(), phrase.arguments.end(), ' ') + 1;
}

// Is any of them there, from that one on?
[[maybe_unused]] bool is_there(std::span<const Argument> arguments, std::ptrdiff_t from) {
    return std::any_of(arguments.begin() + std::min(from, std::ssize(arguments)), arguments.end(),
                       [](const Argument& each) { return each.index() != 0; });
}

std::string text_of(const Reply& reply, const Phrase& phrase) {
    const std::ptrdiff_t named = count_names(phrase);
    assert(!is_there(reply.arguments, named));        // or a program got one without a name
    if (named == 0) return std::string(phrase.text);  // as half of a greeting is
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const Argument& each : reply.arguments) store.push_back(std::cref(each));
    static const Argument not_there;
    for (auto i = std::ssize(reply.arguments); i < named; ++i) store.push_back(std::cref(not_there));
    return fmt::vformat(fmt::string_view(phrase.text.data(), phrase.text.size()), store);
}

}  // namespace

Worded EnglishWording::word(const Reply& reply) const {
    const Phrase& phrase = phrase_of(reply.code);
    Worded worded{text_of(reply, phrase), {}};
    json_member(worded.fields, "code", phrase.name);
    std::string_view names = phrase.arguments;
    for (const Argument& each : reply.arguments) {
        const std::string_view key = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(names.size(), key.size() + 1));
        std::visit(AsMember{worded.fields, key}, each);
    }
    return worded;
}

}  // namespace confab::dialect
