// What a person reads of an answer.
#pragma once

#include <string>

#include "confab/dialect/text/wording.hpp"

namespace confab::unit {

// Empty of an answer that is none.
inline std::string words(const Reply& reply) {
    return reply.code == Code::none ? std::string() : dialect::EnglishWording().word(reply).text;
}

}  // namespace confab::unit
