// Messages of several lines, and registering an account.
#include <algorithm>

#include "endpoint.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

constexpr std::size_t max_block_lines = 32;
constexpr std::size_t max_block_bytes = 4096;
constexpr std::string_view multiline_type = "draft/multiline";
constexpr std::string_view concat = "draft/multiline-concat";

bool has_tag(std::string_view tags, std::string_view name) {
    bool found = false;
    while (!tags.empty()) {
        const std::string_view tag = tags.substr(0, tags.find(';'));
        tags.remove_prefix(std::min(tag.size() + 1, tags.size()));
        found = found || tag.substr(0, tag.find('=')) == name;
    }
    return found;
}

}  // namespace

void IrcInterpreter::batch(Call& call) {
    Session& session = call.session;
    const std::string_view name = call.param(0);
    const auto refuse = [&](std::string_view code, std::string_view rest) {
        session.block = {};
        door_.fail(session, "BATCH", code, rest);
    };
    if (name.starts_with('+')) {
        if (call.param(1) != multiline_type || call.params() < 3 || !session.caps.has(Cap::multiline)) {
            return refuse("UNKNOWN_TYPE", fmt::format("{} :There is no such type here", name.substr(1)));
        }
        session.block = {.name = std::string(name.substr(1)),
                         .target = std::string(call.param(2)),
                         .label = std::string(tag_value(call.message.tags, "label")),
                         .tags = client_tags(call.message.tags)};
        return door_.keep_label();
    }
    if (session.block.name.empty() ||
        name.substr(std::min<std::size_t>(1, name.size())) != session.block.name) {
        return refuse("MULTILINE_INVALID", ":There is no such batch");
    }
    const Session::Block block = std::exchange(session.block, {});
    if (session.caps.has(Cap::labeled_response)) door_.use_label(block.label);
    if (block.text.find_first_not_of("\n ") == std::string::npos)
        return refuse("MULTILINE_INVALID", ":There is nothing in it");
    door_.set_subject(block.target);
    if (is_secret(block.text)) {
        if (!block.is_notice) hub().replies().refuse(call.user, {Code::block_may_hold_secret}, call.now);
        return;
    }
    std::string extra = block.is_notice ? std::string(1, notice_mark) : "";
    if (!block.joins.empty()) extra += fmt::format("{}{}{}", joins_mark, block.joins, joins_mark);
    door_.set_extra(extra + block.tags);
    is_silent_ = block.is_notice;
    block.target.starts_with('#') ? say_in_room(call, block.target, block.text, block.is_notice)
                                  : say_privately(call, block.target, block.text, block.is_notice);
    is_silent_ = false;
    door_.set_extra({});
}

// True if the message is a line of a batch, or refused because it is in none.
bool IrcInterpreter::is_in_batch(Call& call, bool is_notice) {
    Session& session = call.session;
    const std::string_view name = tag_value(call.message.tags, "batch");
    if (session.block.name.empty()) return false;
    const auto refuse = [&](std::string_view code, std::string_view rest) {
        session.block = {};
        door_.fail(session, "BATCH", code, rest);
        return true;
    };
    Session::Block& block = session.block;
    const std::string_view text = call.param(1);
    const bool joins = has_tag(call.message.tags, concat);
    if (name != block.name || !same_word(call.param(0), block.target) || (joins && text.empty())) {
        return refuse("MULTILINE_INVALID", ":That does not belong into the batch");
    }
    if (++block.lines > max_block_lines)
        return refuse("MULTILINE_MAX_LINES", fmt::format("{} :Too many lines", max_block_lines));
    if (joins) block.joins += fmt::format("{}{}", block.joins.empty() ? "" : ",", block.text.size());
    if (!joins && block.lines > 1) block.text += '\n';
    block.text += text;
    block.is_notice = is_notice;
    if (block.text.size() > max_block_bytes)
        return refuse("MULTILINE_MAX_BYTES", fmt::format("{} :Too many bytes", max_block_bytes));
    return true;
}

void IrcInterpreter::register_account(Call& call) {
    Session& session = call.session;
    const std::string_view wanted = call.param(0);
    const std::string nick = door_.nick_of(session);
    const std::string name = wanted == "*" ? nick : std::string(wanted);
    if (!session.is_welcome) {
        return door_.fail(session, "REGISTER", "COMPLETE_CONNECTION_REQUIRED",
                          fmt::format("{} :Finish connecting first", name));
    }
    if (call.user.account != nullptr) {
        return door_.fail(session, "REGISTER", "ALREADY_AUTHENTICATED",
                          fmt::format("{} :You are logged in already", name));
    }
    if (hub().names().key_of(name) != call.user.name.key) {
        return door_.fail(session, "REGISTER", "ACCOUNT_NAME_MUST_BE_NICK",
                          fmt::format("{} :An account has the name of the nick", name));
    }
    session.registers = true;
    hub().authentication().register_account(call.user, {}, call.param(2), call.now);
}

}  // namespace confab::dialect::irc
