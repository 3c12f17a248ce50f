// Somebody at a telnet with a screen that can be looked at.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "confab/dialect/table.hpp"
#include "confab/dialect/terminal/terminal.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/emulator.hpp"
#include "unit/support/zones.hpp"

namespace confab::unit {

// What telnets say: that they send keys, how large they are, what they are.
inline constexpr std::string_view will_send_keys = "\xff\xfd\x01\xff\xfd\x03";
inline constexpr std::string_view keeps_its_lines = "\xff\xfe\x01";

inline std::string tells_size(unsigned columns, unsigned rows) {
    std::string bytes = "\xff\xfb\x1f\xff\xfa\x1f";
    for (const unsigned number : {columns, rows}) {
        bytes += static_cast<char>(number >> 8U);
        bytes += static_cast<char>(number & 0xFFU);
    }
    return bytes.append("\xff\xf0");
}

inline std::string tells_type(std::string_view type) {
    std::string bytes = "\xff\xfb\x18\xff\xfa\x18";
    bytes += '\0';
    return bytes.append(type).append("\xff\xf0");
}

// 2026-11-22 12:00 UTC
inline constexpr WallTime noon{Milliseconds{1'795'348'800'000}};

class TerminalUser {
  public:
    static constexpr std::size_t max_line = 200;

    explicit TerminalUser(unsigned columns = 40, unsigned rows = 8) : screen(columns, rows) {
        settings.name = "ann";
        settings.time_zone = "UTC";
        terminal.set(settings);
    }

    // Sends bytes in these pieces: what comes of them, as "line hello". Replies of telnet are kept in
    // `replies`. Does what the client's session does when the client goes to keys or back to lines.
    Happenings send(const std::vector<std::string_view>& pieces) {
        Happenings happenings;
        for (const std::string_view piece : pieces) {
            const std::string copy(piece);  // gone after the read, as a buffer is
            std::string_view rest = copy;
            for (;;) {
                const dialect::TerminalInput input = terminal.next(rest);
                if (input.kind == wire::Input::Kind::none) break;
                take(input, happenings);
            }
        }
        return happenings;
    }
    Happenings send(std::string_view bytes) { return send(std::vector<std::string_view>{bytes}); }

    // Agrees to all that a terminal needs.
    TerminalUser& live(std::string_view type = "xterm-256color") {
        int rows = 0;
        int columns = 0;
        vterm_get_size(screen.terminal(), &rows, &columns);
        send(tells_size(static_cast<unsigned>(columns), static_cast<unsigned>(rows)));
        send(tells_type(type));
        send(will_send_keys);
        return *this;
    }
    void resize(unsigned columns, unsigned rows) {
        screen.resize(columns, rows);
        send(tells_size(columns, rows));
    }

    void said(std::string_view from, std::string_view text) {
        show({.type = EventType::message, .from = from, .text = text});
    }
    void show(Event event, View view = View{.interactive = true}) {
        if (event.time == WallTime{}) event.time = now;
        event.room = event.room.empty() ? "lobby" : event.room;
        terminal.show(event, view);
    }
    void set(auto change) {
        change(settings);
        terminal.set(settings);
    }

    // What there is to send goes to the screen; how many bytes it was.
    std::string look() {
        if (terminal.wants_repaint()) terminal.allow_repaint();
        std::string bytes = terminal.take();
        screen.write(bytes);
        return bytes;
    }
    std::vector<std::string> rows() {
        look();
        return screen.rows();
    }
    // The rows that have something, from the top.
    std::vector<std::string> text() {
        std::vector<std::string> all = rows();
        std::erase(all, "");
        return all;
    }

    dialect::TerminalTools tools;
    dialect::Terminal terminal{tools, max_line};
    DisplayPreferences settings;
    Emulator screen;
    std::string replies;
    WallTime now = noon;

  private:
    static std::string name_of(const dialect::TerminalInput& input) {
        static constexpr std::array<const char*, 7> kinds{"none",          "line",      "too long", "reply",
                                                          "are you there", "interrupt", "other"};
        static constexpr std::array<const char*, 8> actions{"none",  "block", "refused",  "complete",
                                                            "leave", "live",  "not live", "user"};
        if (input.kind != wire::Input::Kind::other) return kinds.at(static_cast<std::size_t>(input.kind));
        return actions.at(static_cast<std::size_t>(input.action));
    }

    void take(const dialect::TerminalInput& input, Happenings& happenings) {
        using dialect::TerminalAction;
        if (input.kind == wire::Input::Kind::reply) {
            replies += input.bytes;
            return;
        }
        std::string text = name_of(input);
        if (!input.bytes.empty()) text.append(" ").append(escaped(input.bytes));
        if (input.action == TerminalAction::refused) {
            text.append(" ").append(dialect::wording().word(terminal.refusal()).text);
        }
        happenings.push_back(std::move(text));
        if (input.action == TerminalAction::live) terminal.go_live();
        if (input.action == TerminalAction::not_live) terminal.go_back();
    }
};

}  // namespace confab::unit
