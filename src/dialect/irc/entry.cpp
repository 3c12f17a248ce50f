#include "entry.hpp"

#include "encoder.hpp"
#include "endpoint.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

class IrcCodec final : public Codec {
  public:
    explicit IrcCodec(std::string server) : server_(std::move(server)), encoder_(server_) {}

    Encoder& encoder(const View& /*view*/) override { return encoder_; }
    bool expects_answer(std::string_view /*line*/) const override { return false; }
    std::unique_ptr<Endpoint> make_endpoint(Host& host) override {
        return std::make_unique<IrcEndpoint>(host, server_);
    }

  private:
    std::string server_;
    EventEncoder encoder_;
};

}  // namespace

Entry entry(const ServerIdentity& server) {
    return {.name = "irc",
            .entrances = {{"irc", Opening::nameless},
                          {"ircs", Opening::nameless},
                          {"irc+unix", Opening::nameless}},
            .make_codec = [name = server.name] { return std::make_unique<IrcCodec>(name); },
            .make_interpreter = [server] { return std::make_unique<IrcInterpreter>(server); }};
}

}  // namespace confab::dialect::irc
