// Events as JSON objects, one on each line.
#pragma once

#include <string>

#include "confab/dialect/encoder.hpp"

namespace confab::dialect {

class JsonEncoder final : public Encoder {
  public:
    void encode(std::string& out, const Event& event, const Format& format) override;
};

// One object without a line end.
void render_json(std::string& out, const Event& event);

}  // namespace confab::dialect
