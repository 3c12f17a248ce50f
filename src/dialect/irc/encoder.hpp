// Events of the chat as lines of IRC.
#pragma once

#include <string>
#include <string_view>

#include "capabilities.hpp"
#include "confab/dialect/encoder.hpp"

namespace confab::dialect::irc {

// Who somebody is to others: the address is nobody's business, and the same prefix for all receivers makes it
// the same bytes.
std::string full_name(std::string_view nick);
inline constexpr std::string_view host_of_people = "confab";

// Marks in Event::extra: said by NOTICE; the rest are tags of clients, or a real name.
inline constexpr char notice_mark = '!';
// Around the places where lines of a client were joined, as in "\x02" "5,9" "\x02".
inline constexpr char joins_mark = '\x02';

// Names a message for ever: by its room and its number there, or by its contents if it was private.
std::string message_id(const Event& event);

class EventEncoder final : public Encoder {
  public:
    explicit EventEncoder(std::string server) : server_(std::move(server)) {}

    void encode(std::string& out, const Event& event, const Format& format) override;
    void encode(std::string& out, const Event& event, Caps caps);

  private:
    void said(std::string& out, const Event& event, Caps caps) const;
    void block(std::string& out, const Event& event, Caps caps) const;
    void piece(std::string& out, const Event& event, Caps caps, std::string_view text, bool first) const;
    void joined(std::string& out, const Event& event, Caps caps) const;
    void left(std::string& out, const Event& event, Caps caps) const;
    void notice(std::string& out, const Event& event, Caps caps) const;
    void begin(std::string& out, const Event& event, Caps caps, bool with_id) const;

    std::string server_;
};

}  // namespace confab::dialect::irc
