// What a connection does with an input: most go to the hub.
#include <utility>

#include "cold_state.hpp"
#include "confab/wire/clean.hpp"
#include "confab/wire/not_chat.hpp"
#include "connection.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

// `after`: what came in the same read.
void Connection::handle(const wire::Input& input, std::string_view after, Now now) {
    switch (input.kind) {
        case wire::Input::Kind::line: return line(input, after, now);
        case wire::Input::Kind::too_long:
            count_line();
            flood_.spend(shard_.limits().flood);
            return reject({Code::line_too_long, shard_.limits().max_line}, now);
        case wire::Input::Kind::reply: return shard_.fanout().send_raw(*this, input.bytes);
        case wire::Input::Kind::are_you_there:
            flood_.spend(shard_.limits().flood);
            return notify(Code::still_here, now);
        case wire::Input::Kind::interrupt:
            if (cold_ && cold_->is_asked_for_secret) return line({}, after, now);
            flood_.spend(shard_.limits().flood);
            return notify(Code::how_to_leave, now);
        case wire::Input::Kind::none: return;
        case wire::Input::Kind::other: return endpoint()->handle(input, now);
    }
}

void Connection::count_line() {
    ++lines_in_;
    ++shard_.traffic().lines_in;
}

void Connection::reject(const Reply& why, Now now) { ask(dialect::Reject{&why}, now); }

void Connection::notify(const Reply& what, Now now) { ask(dialect::Notice{&what}, now); }

void Connection::line(const wire::Input& input, std::string_view after, Now now) {
    if (cold_ && std::exchange(cold_->drops_line, false)) return notify(Code::line_lost_by_crash, now);
    std::string_view raw = input.bytes;
    if (fresh_ && shard_.codec(*this).refuses_other_programs()) {
        raw = wire::without_byte_order_mark(raw);
        if (const dialect::Endpoint* own = endpoint()) after = own->unused();
        const std::string_view program = wire::not_chat_line(raw, after);
        if (!program.empty()) return refuse(program, now);
    }
    const std::string_view text = shard_.cleaner().clean(raw);
    const bool is_asked = cold_ && cold_->is_asked_for_secret;
    if (is_asked && cold_->is_typing_hidden) {
        shard_.fanout().send_raw(*this, "\r\n");  // nor did it show the line's end
    }
    if (text.empty() && !is_asked) return;
    count_line();
    flood_.spend(shard_.limits().flood);
    if (dialect::Endpoint* own = endpoint()) own->line_sent();
    asking_ = shard_.codec(*this).expects_answer(text);
    const std::size_t changed_at = input.garbled ? text.size() : shard_.cleaner().changed_at();
    ask(dialect::Line{{text, changed_at}, asking_}, now);
}

void Connection::handled() {
    asking_ = false;
    resume_soon();
}

void Connection::share_sending(std::uint16_t connections) {
    flood_.share(shard_.limits().flood, connections);
}

void Connection::charge(std::size_t tokens) { flood_.spend(shard_.limits().flood, tokens); }

void Connection::refuse(std::string_view program, Now now) {
    reject(dialect::refusal_of(program), now);
    cold().offence = Offence::not_chat;
    leave("not a chat client", {}, now);
}

}  // namespace confab::net
