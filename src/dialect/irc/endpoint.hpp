// A connection of an IRC client, on its own thread: bytes to lines of clean text, and silence.
#pragma once

#include <string>
#include <string_view>

#include "confab/dialect/endpoint.hpp"
#include "message.hpp"

namespace confab::dialect::irc {

// What the interpreter gets besides lines of the client. No line of a client begins so.
inline constexpr std::string_view line_too_long = "\x01long";
inline constexpr std::string_view line_not_utf8 = "\x01utf8";  // and the command
inline constexpr std::string_view client_silent = "\x01silent";
// Stands before the text of an emote, in place of CTCP ACTION.
inline constexpr char action_mark = '\x01';

class IrcEndpoint final : public Endpoint {
  public:
    IrcEndpoint(Host& host, std::string server) : host_(host), server_(std::move(server)) {}

    wire::Input next(std::string_view& bytes, std::size_t max_line) override;
    std::string_view partial() const override { return held_; }
    void handle(const wire::Input& input, Now now) override;
    void time_passed(Now now) override;
    void save(snapshot::Writer& out) override;
    void load(snapshot::Reader& in) override;

  private:
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    void keep(std::string_view piece);
    void ask(std::string_view text, Now now);
    std::string cleaned(const Message& message);
    std::string said(std::string_view text, bool& is_ctcp);
    void watch(Now now);

    Host& host_;
    std::string server_;
    std::string held_;
    std::string line_;
    bool too_long_ = false;
    MonoTime heard_{};
    bool asked_ = false;  // whether it is still there
    bool watches_ = false;
};

}  // namespace confab::dialect::irc
