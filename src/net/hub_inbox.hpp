// What a connection sends towards the hub. On the hub's own thread it arrives at once; from other shards in
// batches, in order.
#pragma once

#include "messages.hpp"

namespace confab::net {

class HubInbox {
  public:
    virtual ~HubInbox() = default;

    virtual void handle(const HubMessage& message) = 0;
    // The hub, or a shard behind it, is behind: read no more until Shard::resume_reading().
    virtual bool congested() const = 0;
};

}  // namespace confab::net
