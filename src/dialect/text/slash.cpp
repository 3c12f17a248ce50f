#include "confab/dialect/text/slash.hpp"

#include "confab/base/visible.hpp"

namespace confab {

std::string_view from_slash(std::string_view line) {
    line = from_first_visible(line);
    return line.starts_with('/') ? line : std::string_view();
}

}  // namespace confab
