#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "columns.hpp"
#include "confab/base/json_member.hpp"
#include "confab/base/time_text.hpp"
#include "operator_tasks.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

constexpr std::int64_t rows_a_piece = 500;
constexpr std::size_t piece_bytes = std::size_t{256} * 1024;  // then a piece ends with the line it is at

struct Line {
    WallTime time;
    std::uint64_t id;
    bool emote;
    std::string_view from;
    std::string_view text;
    std::uint64_t reply_to;
};

void append_json(std::string& out, const std::string& room, const Line& line) {
    fmt::format_to(std::back_inserter(out), R"({{"type":"{}")", line.emote ? "emote" : "message");
    json_member(out, "time", line.time);
    json_member(out, "id", line.id);
    json_member(out, "room", room, "#");
    json_member(out, "from", line.from);
    json_member(out, "text", line.text);
    if (line.reply_to != 0) json_member(out, "reply_to", line.reply_to);
    out += "}\n";
}

void append_text(std::string& out, const Line& line) {
    fmt::format_to(std::back_inserter(out), "{}{}{}{}", utc_text(line.time), line.emote ? " * " : " ",
                   line.from, line.emote ? " " : ": ");
    for (const char c : line.text) {
        out.push_back(c);
        if (c == '\n') out.append("    ");
    }
    out.push_back('\n');
}

// One piece; gives the number of rows. Each is a transaction of its own: a long one would keep the journal
// from being cleared for as long as somebody at the other end reads slowly.
std::int64_t read_piece(Database& database, const std::string& room, OperatorStore::Format format,
                        std::int64_t& at, std::int64_t end, std::string& piece) {
    Statement next(database,
                   "SELECT m.number, m.time, m.emote, p.name, m.text, m.reply_to FROM message m "
                   "JOIN person p ON p.number=m.person "
                   "WHERE m.number > ? AND m.number <= ? ORDER BY m.number LIMIT ?");
    next.bind(at, end, rows_a_piece);
    std::int64_t rows = 0;
    for (; piece.size() < piece_bytes && next.step(); ++rows) {
        at = next.number(0);
        const Line line{wall_time(next.number(1)),
                        id_at(at),
                        next.number(2) != 0,
                        next.text(3),
                        next.text(4),
                        next.count(5)};
        if (format == OperatorStore::Format::objects) {
            append_json(piece, room, line);
        } else {
            append_text(piece, line);
        }
    }
    return rows;
}

}  // namespace

std::uint64_t export_lines(const std::string& history, const RoomKey& room, OperatorStore::Format format,
                           const OperatorStore::Sink& sink, const Stopping& stopping, Work& work) {
    Database database(history, Database::Access::read);
    Statement find(database, "SELECT number, name, last_id FROM room WHERE key=?");
    if (!find.bind(room.stored()).step()) throw std::runtime_error("no history is stored for that room");
    std::int64_t at = row_id(find.number(0), 0);
    const std::int64_t end = row_id(find.number(0), max_id);
    const std::string name(find.text(1));
    const std::uint64_t last = find.count(2);
    find.reset();
    std::uint64_t count = 0;
    std::string piece;
    while (true) {
        if (stopping) throw std::runtime_error("confabd stops; export again when it runs");
        piece.clear();
        const std::int64_t rows = read_piece(database, name, format, at, end, piece);
        if (rows == 0) return count;
        count += static_cast<std::uint64_t>(rows);
        if (!sink(piece)) return count;
        work.is_at(id_at(at), last);
    }
}

std::vector<AuditEntry> read_audit(const std::string& state, std::size_t last, const std::string& about) {
    constexpr std::size_t max_entries = 10'000;
    Database database(state, Database::Access::read);
    Statement back(database,
                   "SELECT time, done_by, action, target, room, detail FROM audit WHERE ?1 = '' "
                   "OR ?1 COLLATE NOCASE IN (done_by, action, target, room) "
                   "OR target = '#' || ?1 COLLATE NOCASE ORDER BY id DESC LIMIT ?2");
    back.bind(about, static_cast<std::int64_t>(std::min(last, max_entries)));
    std::vector<AuditEntry> entries;
    while (back.step()) {
        AuditEntry entry;
        entry.time = wall_time(back.number(0));
        entry.by = back.text(1);
        entry.action = back.text(2);
        entry.target = back.text(3);
        entry.room = back.text(4);
        entry.detail = back.text(5);
        entries.push_back(std::move(entry));
    }
    std::reverse(entries.begin(), entries.end());
    return entries;
}

}  // namespace confab::store
