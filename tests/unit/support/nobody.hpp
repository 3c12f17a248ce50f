// An edge that nobody is connected to.
#pragma once

#include "confab/core/ports/event_sink.hpp"

namespace confab::unit {

class Nobody : public EventSink {
  public:
    void tell(ClientId, const Event&) override {}
    void tell_room(RoomId, const Event&, std::span<const ClientId>) override {}
    void enter(ClientId, RoomId) override {}
    void leave(ClientId, RoomId) override {}
    void change_view(ClientId, View) override {}
    void hang_up(ClientId, std::string_view, std::string_view) override {}
};

}  // namespace confab::unit
