// The journal of systemd, in its own protocol.
#pragma once

#include <string>
#include <string_view>

namespace confab::ops {

// A record as format() makes it, with its end. Waits while the journal is stuck. False: there is no journal.
bool send_to_journal(std::string_view record);
// Of such a record, what standard error gets instead: a line with its priority, as sd-daemon(3) has it.
std::string plain_line(std::string_view record);

}  // namespace confab::ops
