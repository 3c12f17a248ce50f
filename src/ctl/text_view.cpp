#include "text_view.hpp"

#include <string_view>
#include <utility>

#include "output_file.hpp"

namespace confab::ctl {

namespace {

class TextView final : public View {
  public:
    TextView(Output& output, std::string file) : output_(output), file_(std::move(file)) {}

    void row(const Json& row) override { text_ += row.value("text", ""); }
    void end() override {
        if (!file_.empty()) return replace_file(file_, text_);
        std::string_view left = text_;
        for (std::size_t end = left.find('\n'); end != std::string_view::npos; end = left.find('\n')) {
            output_.line(left.substr(0, end));
            left.remove_prefix(end + 1);
        }
    }

  private:
    Output& output_;
    std::string file_;
    std::string text_;
};

}  // namespace

std::unique_ptr<View> text_view(Output& output, std::string file) {
    return std::make_unique<TextView>(output, std::move(file));
}

}  // namespace confab::ctl
