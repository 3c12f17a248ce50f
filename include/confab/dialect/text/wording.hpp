// The one place where codes become English, and members of JSON objects.
#pragma once

#include <span>
#include <string_view>

#include "confab/core/ports/wording.hpp"

namespace confab::dialect {

// One code. `arguments` names them in order, separated by spaces, as JSON has them.
//
// In `text`, "{0}" is the first argument as people read it. "{0:room|rooms}" is a number and what it counts.
// "{0: in #*}" is the text with the argument in place of the star, and nothing if the argument is not there;
// "{0:in #*|here}" is then "here". "{0:20}" is at least so wide. "{0:when}" is a moment without a date that
// is today's. "{0:or , did you mean *?}" is a list that ends with "or".
// "{0:on|off}" of something that is so or is not, "{0:, private}" if it is so. "{0:brief}" is a duration to
// its largest unit, "{0:date}" a moment without its time, "{0:rooms}" names with '#' before the second and
// on.
struct Phrase {
    Code code;
    std::string_view name;
    std::string_view arguments;
    std::string_view text;
};

// One table a subject; wording_test holds that each code is in one of them, once.
std::span<const std::span<const Phrase>> phrase_tables();

class EnglishWording final : public Wording {
  public:
    Worded word(const Reply& reply) const override;
};

}  // namespace confab::dialect
