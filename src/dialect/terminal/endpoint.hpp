// A client's terminal at its connection: when it is asked for, how fast it is fed, and what goes to the hub.
#pragma once

#include <string>
#include <string_view>

#include "confab/dialect/endpoint.hpp"
#include "confab/dialect/terminal/terminal.hpp"

namespace confab::dialect {

// For a client that has a live terminal, or was asked whether it has one. `host` and `tools` outlive it.
class TerminalEndpoint final : public Endpoint {
  public:
    TerminalEndpoint(Host& host, TerminalTools& tools) : host_(host), terminal_(tools, host.max_line()) {}

    wire::Input next(std::string_view& bytes, std::size_t max_line) override;
    bool has_more() const override;
    std::string_view unused() const override { return terminal_.unused(); }
    wire::Input finish() override { return terminal_.finish(); }
    std::string_view partial() const override { return terminal_.partial(); }

    bool costs(const wire::Input& input) const override;
    void handle(const wire::Input& input, Now now) override;
    void act(TerminalAction action, std::string_view bytes, Now now);
    void inputs_taken(Now now) override;
    void postpone(const wire::Input& input) override;
    bool awaits_answer(Now now) override;
    void line_sent() override { status_asked_ = {}; }  // it may say something else now

    void request_interactive(bool on, bool asked, std::string_view typed) override;
    void set_interactive(bool on) override;
    void show(const Event& event) override;
    void set_preferences(const DisplayPreferences& preferences) override;
    void set_status(const Status& status) override;
    void offer(std::string_view line) override;
    void complete(std::string_view word, std::span<const std::string> candidates) override;
    bool ask_secret(std::string_view prompt) override;
    std::string_view hide_typing(bool on) override { return terminal_.echo(on); }

    void time_passed(Now now) override;
    void before_flush() override;
    void leave() override;
    std::string last_words() override;

    void save(snapshot::Writer& out) override;
    void load(snapshot::Reader& in) override;
    bool save_without_text(snapshot::Writer& out) override;

  private:
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

    // endpoint_asking.cpp
    void ask(bool asked);
    void hand_over(std::string_view typed);
    void decide(Now now);
    void take_name(Now now);
    void tell_refused(Now now);
    void refuse_display(Now now);

    // endpoint_pace.cpp
    bool echo_is_ahead();
    void note_echo();
    void ask_status(MonoTime now);
    void repaint_if_due(Now now);
    void note_escape(MonoTime now);

    void block(std::string_view raw, Now now);
    void collect();

    Host& host_;
    Terminal terminal_;
    MonoTime escape_due_{};        // an ESC that came alone counts then
    MonoTime decided_by_{};        // the client is greeted then at the latest, whatever it has answered
    MonoTime completes_by_{};      // what is typed after a Tab waits for what the Tab makes of it
    MonoTime status_asked_{};      // the last time
    MonoTime status_due_{};        // when it may be asked again
    MonoTime repainted_{};         // the last time
    MonoTime repaint_due_{};       // when it may be again, if a repaint waits for that
    MonoTime echo_done_{};         // what was echoed has had its time then
    MonoTime echo_due_{};          // when to go on, if the echo waits
    TerminalAction action_{};      // of the last input
    TerminalInput postponed_;      // typed, and not yet allowed by the flood limit
    std::string postponed_text_;   // what its bytes are
    std::string user_;             // the name that the client told
    bool is_opened_ = false;       // the negotiation has begun
    bool takes_name_ = false;      // the user is called by that name
    bool has_agreed_ = false;      // to send keys
    bool was_asked_for_ = false;   // by /ui, which deserves an answer
    bool status_changed_ = false;  // or may have
};

}  // namespace confab::dialect
