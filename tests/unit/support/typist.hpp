// Raw bytes of a line as they reach the hub: cleaned, with what cleaning did to them.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/typed_line.hpp"
#include "confab/wire/clean.hpp"

namespace confab::unit {

class Typist {
  public:
    // Valid until the next call, and while `raw` is.
    TypedLine type(std::string_view raw) {
        const std::string_view text = cleaner_.clean(raw);
        return {text, cleaner_.changed_at()};
    }

  private:
    wire::Cleaner cleaner_;
};

}  // namespace confab::unit
