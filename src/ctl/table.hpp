// Rows under each other, as wide as they need.
#pragma once

#include <string>
#include <vector>

#include "output.hpp"
#include "show.hpp"

namespace confab::ctl {

struct Column {
    const char* title;
    std::string (*cell)(const Json& row);
    bool right = false;  // numbers
};

// Keeps the cells of all rows, because how wide a column is depends on every one of them.
class Table : public View {
  public:
    // `none`: what to say without any row.
    Table(Output& output, std::vector<Column> columns, const char* none)
        : output_(output), columns_(std::move(columns)), none_(none) {}

    void row(const Json& row) override;
    void end() override;

  private:
    Output& output_;
    std::vector<Column> columns_;
    const char* none_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace confab::ctl
