// Lines of IRC clients: whatever comes, what is handed on is one message of clean text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "confab/wire/clean.hpp"
#include "dialect/irc/endpoint.hpp"
#include "dialect/irc/formats.hpp"

namespace {

using namespace confab;
using namespace confab::dialect;

class FuzzHost final : public Host {
  public:
    Now now() const override { return {WallTime{}, MonoTime{}}; }
    const View& view() const override { return view_; }
    std::size_t max_line() const override { return 4096; }
    std::string_view clean(std::string_view raw) override { return cleaner_.clean(raw); }
    void request(const Request& request, Now /*now*/) override {
        const std::string_view text = std::get<Line>(request).line.text;
        if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) std::abort();
        std::string_view rest = text;
        for (std::size_t at = rest.find('\x01'); at != std::string_view::npos;
             at = rest.find('\x01', at + 1)) {
            const bool marks = at == 0 || rest[at - 1] == ' ' || rest[at - 1] == ':';
            if (!marks) std::abort();
        }
        irc::parse_message(text);
    }
    MonoTime token_at(MonoTime now) override { return now; }
    void spend_token() override {}
    void count_line() override {}
    void wake_at(MonoTime) override {}
    void resume() override {}
    void flush_soon() override {}
    void flush_at_end() override {}
    void send(std::string_view) override {}
    void queue(std::string_view) override {}
    void count_sent(std::size_t, std::size_t) override {}
    void use_crlf() override {}
    Milliseconds round_trip() const override { return Milliseconds{-1}; }
    bool is_leaving() const override { return false; }
    bool is_closing() const override { return false; }

  private:
    View view_;
    wire::Cleaner cleaner_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    FuzzHost host;
    irc::IrcEndpoint endpoint(host, "fuzz");
    const std::size_t step = size == 0 ? 1 : 1 + data[0] % 64U;
    for (std::size_t at = 0; at < size; at += step) {
        std::string_view bytes = all.substr(at, step);
        while (!bytes.empty()) {
            const wire::Input input = endpoint.next(bytes, 4096);
            if (input.kind == wire::Input::Kind::other) endpoint.handle(input, host.now());
        }
    }
    return 0;
}
