#include "confab/dialect/table.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/users/user.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "confab/dialect/text/render.hpp"
#include "confab/dialect/text/slash.hpp"
#include "confab/dialect/text/wording.hpp"
#include "irc/entry.hpp"
#include "terminal/endpoint.hpp"
#include "text/label.hpp"

namespace confab::dialect {

namespace {

// Lines that people type, read by people, by programs as JSON, or on a terminal.
class TextCodec final : public Codec {
  public:
    Encoder& encoder(const View& view) override { return renderer_.of(view); }
    bool refuses_other_programs() const override { return true; }
    bool expects_answer(std::string_view line) const override {
        return line.empty() || !from_slash(line).empty() || line.starts_with(label_mark);
    }

    std::unique_ptr<Endpoint> make_endpoint(Host& host) override {
        if (!tools_) tools_ = std::make_unique<TerminalTools>();
        return std::make_unique<TerminalEndpoint>(host, *tools_);
    }

  private:
    Renderer renderer_;
    std::unique_ptr<TerminalTools> tools_;  // from the first terminal on
};

// A View has four bits for the place in the table.
void check_size(const Table& table) {
    if (!table.empty() && table.size() <= View::max_dialects) return;
    throw std::runtime_error("a table has 1 to " + std::to_string(View::max_dialects) + " dialects, not " +
                             std::to_string(table.size()));
}

}  // namespace

Table builtin_table(const ServerIdentity& server) {
    return {{.name = "text",
             .entrances = {{"tcp"},
                           {"unix"},
                           {"telnet", Opening::negotiated},
                           {"tls"},
                           {"tlstelnet", Opening::negotiated}},
             .make_codec = [] { return std::make_unique<TextCodec>(); },
             .make_interpreter = [] { return std::make_unique<TextInterpreter>(); }},
            irc::entry(server)};
}

const Wording& wording() {
    static const EnglishWording english;
    return english;
}

// A chat with IRC might have a port for it.
Refusal refusal_of(std::string_view program) {
    return {program == "IRC" ? Code::other_chat_protocol : Code::other_protocol, program};
}

void encode_refusal(std::string& out, const Reply& why, WallTime now, Encoder& encoder,
                    const Format& format) {
    const Worded words = wording().word(why);
    encoder.encode(out, {.type = EventType::error, .time = now, .text = words.text, .fields = words.fields},
                   format);
}

View Arrival::view() const {
    View view;
    view.dialect = dialect & 0xfU;
    return view;
}

std::optional<Arrival> find_arrival(const Table& table, std::string_view scheme) {
    std::optional<Arrival> found;
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (const Entrance& entrance : table[i].entrances) {
            if (entrance.scheme == scheme) found = Arrival{static_cast<std::uint8_t>(i), entrance.opening};
        }
    }
    return found;
}

Codecs::Codecs(const Table& table) {
    check_size(table);
    for (const Entry& entry : table) codecs_.push_back(entry.make_codec());
}

Interpreters::Interpreters(const Table& table) {
    check_size(table);
    for (const Entry& entry : table) interpreters_.push_back(entry.make_interpreter());
}

void Interpreters::attach(Hub& hub) {
    for (const auto& each : interpreters_) each->attach(hub);
}

EventSink& Interpreters::in_front_of(EventSink& edge) {
    EventSink* sink = &edge;
    for (const auto& each : interpreters_) sink = &each->in_front_of(*sink);
    return *sink;
}

// The state of each, in the order of the table.
std::vector<std::string> Interpreters::state(MonoTime now) const {
    std::vector<std::string> all;
    for (const auto& each : interpreters_) {
        snapshot::Writer out(now);
        out.section("dialect", {}, [&] { each->save(out); });
        all.push_back(out.finish());
    }
    return all;
}

bool Interpreters::restore(const std::vector<std::string>& all, MonoTime now) {
    bool good = true;
    for (std::size_t i = 0; i < std::min(all.size(), interpreters_.size()); ++i) {
        snapshot::Reader in(all[i], now);
        in.section("dialect", snapshot::Version{}.major, [&] { interpreters_[i]->load(in); });
        good = good && in.ok();
    }
    return good;
}

void Interpreters::line(User& user, const TypedLine& line, Now now) {
    interpreters_[user.connection.view.dialect]->line(user, line, now);
}

void Interpreters::block(User& user, std::string_view text, Now now) {
    interpreters_[user.connection.view.dialect]->block(user, text, now);
}

void Interpreters::refused(const User& user, const Operation& operation, const Refusal& why, Now now) {
    interpreters_[user.connection.view.dialect]->refused(user, operation, why, now);
}

bool Interpreters::can_be_answer(std::string_view secret) const {
    return std::all_of(interpreters_.begin(), interpreters_.end(),
                       [secret](const auto& each) { return each->can_be_answer(secret); });
}

Completion Interpreters::complete(const User& user, std::string_view line, std::size_t cursor) {
    return interpreters_[user.connection.view.dialect]->complete(user, line, cursor);
}

}  // namespace confab::dialect
