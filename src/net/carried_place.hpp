// What the hub's side of a connection is, beside what its shard and the chat know: from one program to the
// next.
#pragma once

#include <cstdint>
#include <string>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"

namespace confab::net {

struct CarriedPlace {
    ClientId id{};
    bool counted = false;  // for a source
    Address source{};
    std::string listener{};    // its URL
    std::uint64_t cookie = 0;  // under which systemd keeps it; 0: it does not

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.id, self.counted, self.source, self.listener, self.cookie);
    }
};

}  // namespace confab::net
